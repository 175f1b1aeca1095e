import { sampleOf, sampleQuestion } from "../../src/analytics/alerts/alert-questions.ts";
import type { Query } from "../../src/query/query.ts";
import type { ExploreScope, ExploreView } from "../../src/store/explore.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import type { LogStore } from "../../src/store/log-store.ts";
import { generateCalls } from "../../src/sample-log/generate-calls.ts";
import { benchRules } from "./alert-rules.ts";
import { bins, facetsOf, filters, queryOf } from "./explorer-questions.ts";
import { columnsJoined, open, peer, pour, timed } from "./page-store.ts";

// The part of the bench page that asks the explorer; explorer.bench.ts decides the order and compares.

let store: LogStore | undefined;
const logOf = (count: number) => `bench-rich-${String(count)}`;
const newestFirst = { order: { by: "time", isDescending: true }, at: { index: 0 } } as const;

function scopeOf(view: ExploreView, query: Query): ExploreScope {
  return { view, query, range: {}, hasOwnCalls: true };
}

/** What one change of the filter asks: counts of 20 facets, chart, total, and the order of the rows. */
async function change(log: LogStore, view: ExploreView, filter: number): Promise<number> {
  const scope = scopeOf(view, queryOf(filters[filter]!));
  const by = view === "events" ? "level" : "outcome";
  const [{ total }] = await Promise.all([
    log.explore({ ...scope, facets: facetsOf(view), chart: { bins, by } }),
    log.exploreRows(scope, { ...newestFirst, limit: 0 }),
  ]);
  return total;
}

function* batches(count: number, size: number): Generator<LogEvent[]> {
  let batch: LogEvent[] = [];
  for (const event of generateCalls(count)) {
    batch.push(event);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  yield batch;
}

function* take<T>(from: Iterable<T>, most: number): Generator<T> {
  let taken = 0;
  for (const one of from) {
    if (taken++ === most) return;
    yield one;
  }
}

/** The first moment after all calls. */
async function endOfLog(): Promise<number> {
  return Date.parse((await lastEvent()).timestamp) + 1;
}

async function lastEvent(): Promise<LogEvent> {
  const { rows } = await store!.query({ events: ["request_success"] }, { limit: 1 });
  return rows[0]!.event;
}

/** Methods of the bench page. */
export const explorerBench = {
  /** Fills a log with rich lines. */
  async fillRich(count: number) {
    const log = open(logOf(count));
    for (const batch of batches(count, 20_000)) await pour(log, batch);
    const { events } = await log.getLogStats();
    await columnsJoined(logOf(count));
    await log.close();
    return events;
  },
  /** Fills the rows of the peer with the same events. */
  async fillRichRows(count: number) {
    await peer("dexieClear");
    for (const batch of batches(count, 20_000)) await peer("dexieBulkAdd", batch);
  },
  /** Writes the export to a file of the peer; returns its size in bytes. */
  async writeRichLines(count: number) {
    const log = open(logOf(count));
    const blob = await log.exportPart("tts_structured.jsonl", 0);
    await peer("opfsWrite", blob);
    await log.close();
    return blob.size;
  },

  /** A new worker, up to an open database. */
  async openRich(count: number) {
    await store?.close();
    store = open(logOf(count));
    await store.parts();
  },
  async closeRich() {
    await store?.close();
    store = undefined;
  },
  /**
   * From an open database to facets, chart and the newest rows.
   *
   * @param isOpening as a page asks that opens the log: an answer that an earlier worker stored will do
   */
  async exploreFirst(view: ExploreView, isOpening = false) {
    const scope = scopeOf(view, queryOf([]));
    const by = view === "events" ? "level" : "outcome";
    const ask = () =>
      Promise.all([
        store!.explore({ ...scope, facets: facetsOf(view), chart: { bins, by }, isOpening }),
        store!.exploreRows(scope, { ...newestFirst, limit: 40, isOpening }),
      ]);
    return { ms: await timed(ask) };
  },
  async exploreChange(view: ExploreView, filter: number) {
    let total = 0;
    const ms = await timed(async () => (total = await change(store!, view, filter)));
    return { ms, total };
  },
  /** What failing calls have that others have not; all fields of the log. */
  async compareFailing() {
    let rows = 0;
    let fields = 0;
    const scope: ExploreScope = { view: "calls", query: queryOf([]), range: {}, hasOwnCalls: false };
    const ms = await timed(async () => {
      const differences = await store!.compare(scope, { is: "failing" });
      rows = differences.totals.selected + differences.totals.rest;
      ({ fields } = differences);
    });
    return { ms, total: rows, fields };
  },
  /** The lines of the first 40 rows of a rare filter. */
  async exploreRareRows(view: ExploreView, errorType: string) {
    const scope = scopeOf(view, queryOf([{ path: "error.error_type", values: [errorType] }]));
    return { ms: await timed(() => store!.exploreRows(scope, { ...newestFirst, limit: 40 })) };
  },
  /** Lines that say a text, counted exactly. */
  async exploreText(text: string) {
    let total = 0;
    const scope = scopeOf("events", { is: "text", text });
    const ms = await timed(async () => ({ total } = await store!.explore({ ...scope, facets: [] })));
    return { ms, total };
  },
  /** The same by the search of before the explorer. */
  async searchRich(text: string) {
    let total = 0;
    const ms = await timed(async () => ({ total } = await store!.query({ substring: text }, { limit: 50 })));
    return { ms, total };
  },
  async searchRichLines(text: string) {
    const { ms, answer } = await peer("opfsSearch", text);
    return { ms, total: answer as number };
  },
  /** Measures twenty alert rules at the end of the log, each after one more event: nothing of before can be answered again. */
  async alertTick() {
    const nowMs = await endOfLog();
    const { timestamp, session_id, seq } = await lastEvent();
    store!.append({ timestamp, level: "INFO", event: "system_note", message: "one more", session_id, seq });
    await store!.flush();
    const answers: [number, number][] = [];
    const ms = await timed(async () => {
      for (const rule of benchRules) {
        const { rows, value } = sampleOf(
          rule,
          await store!.measure(sampleQuestion(rule, { nowMs, zone: "utc" })),
          nowMs,
        );
        answers.push([rows, value]);
      }
    });
    return { ms, answers };
  },
  async dexieAlertTick() {
    const { ms, answer } = await peer("dexieAlerts", await endOfLog());
    return { ms, answers: answer as [number, number][] };
  },
  async dexieExplore(view: ExploreView, filter: number) {
    const { ms, answer } = await peer("dexieExplore", view, filter);
    return { ms, total: answer as number };
  },
  /** The id of a call somewhere in the log. */
  async richRequestId(count: number) {
    await Promise.resolve();
    let id = "";
    // The events of a log of this length, so not those of a shorter one.
    for (const event of take(generateCalls(count), 2_000)) id = event.request_id ?? id;
    return id;
  },

  /**
   * Shares of frames that took less than 17 ms, in an idle page and in one that logs 1,000 events a second and asks for counts,
   * chart and the newest rows four times a second, as the log page does.
   */
  async tailFrames(seconds: number) {
    const idle = await frameShare(seconds, async () => {});
    const log = open("bench-tail-rich");
    await change(log, "calls", 7);
    const source = generateCalls(seconds * 1_000);
    const tailing = await frameShare(seconds, async (isOver) => {
      const startedMs = performance.now();
      let [logged, lookMs] = [0, startedMs];
      while (!isOver()) {
        for (const due = performance.now() - startedMs; logged < due; logged++) {
          const next = source.next();
          if (next.done === true) break;
          log.append(next.value);
        }
        if (performance.now() - lookMs > 250) {
          lookMs = performance.now();
          void change(log, "calls", 7);
        }
        await new Promise((resolve) => setTimeout(resolve, 4));
      }
    });
    await log.close();
    return { idle, tailing };
  },
};

async function frameShare(seconds: number, work: (isOver: () => boolean) => Promise<void>): Promise<number> {
  const frames: number[] = [];
  const endMs = performance.now() + seconds * 1_000;
  const isOver = () => performance.now() > endMs;
  const counting = new Promise<void>((resolve) => {
    let beforeMs = performance.now();
    const next = () => {
      const nowMs = performance.now();
      frames.push(nowMs - beforeMs);
      beforeMs = nowMs;
      if (isOver()) resolve();
      else requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await Promise.all([counting, work(isOver)]);
  // A frame of 60 Hz lasts 16.7 ms; the clock of the frames may be off by a part of one.
  return frames.filter((ms) => ms < 17.5).length / frames.length;
}
