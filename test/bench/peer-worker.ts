import { Dexie, type Table } from "dexie";
import type { LogEvent } from "../../src/logging/log-event.ts";
import type { ExploreView } from "../../src/store/explore.ts";
import { createSubstringFinder } from "../../src/store/read/substring.ts";
import { countOverview } from "./count-overview.ts";
import { reduceRules } from "./alert-rules.ts";
import { bins, facetsOf, filters, readerOf, testOf, type Condition } from "./explorer-questions.ts";

/** Peers of the log store: rows in Dexie, or lines in one file of the origin private file system (OPFS). */
class Rows extends Dexie {
  declare events: Table<LogEvent, number>;

  constructor() {
    super("bench-rows");
    this.version(1).stores({ events: "++" });
  }
}

const rows = new Rows();

const peers = {
  /** One awaited `add` after another. */
  async dexieAdd(events: LogEvent[]) {
    for (const event of events) await rows.events.add(event);
  },

  async dexieBulkAdd(events: LogEvent[]) {
    for (let at = 0; at < events.length; at += 5_000) await rows.events.bulkAdd(events.slice(at, at + 5_000));
  },

  async dexieClear() {
    await rows.events.clear();
  },

  /** Reads the file, parses its lines and stores them in batches of 5,000. */
  async dexieImport(file: File) {
    const lines = (await file.text()).trimEnd().split("\n");
    await peers.dexieBulkAdd(lines.map((line) => JSON.parse(line) as LogEvent));
  },

  /** Computes the numbers of the dashboard from rows. */
  async dexieDashboard() {
    const all = await rows.events.toArray();
    const durations = new Map<string, number[]>();
    const outcomes = new Map<string, number>();
    const minutes = new Map<string, number>();
    const errors = new Map<string, number>();
    const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
    for (const event of all) {
      if (!event.event.startsWith("request_")) continue;
      count(outcomes, `${String(event.service)} ${event.event}`);
      count(minutes, `${event.timestamp.slice(0, 16)} ${event.event}`);
      if (event.error !== undefined) count(errors, event.error.error_type);
      if (event.duration_ms === undefined) continue;
      const key = `${String(event.service)} ${String(event.operation)}`;
      const list = durations.get(key);
      if (list === undefined) durations.set(key, [event.duration_ms]);
      else list.push(event.duration_ms);
    }
    const percentiles = [...durations.values()].map((list) => {
      list.sort((a, b) => a - b);
      return [50, 95, 99].map((percent) => list[Math.ceil((list.length * percent) / 100) - 1]);
    });
    return { events: all.length, percentiles, errors: [...errors], minutes: minutes.size };
  },

  /** Computes the numbers of an overview from rows. */
  async dexieOverview(scope: { startMs: number; stepMs: number }) {
    return countOverview(await rows.events.toArray(), scope);
  },

  /** Reads all rows and counts facets, each without its own conditions, chart and total; of calls after folding their lines. */
  async dexieExplore(view: ExploreView, filter: number) {
    const events = await rows.events.toArray();
    return exploreRows(view === "events" ? events : foldCalls(events), view, filters[filter]!);
  },

  /** Reads all rows and measures twenty alert rules. */
  async dexieAlerts(nowMs: number) {
    return reduceRules(await rows.events.toArray(), nowMs);
  },

  /** Appends each batch as lines and flushes. */
  async opfsAppend(batches: LogEvent[][]) {
    const handle = await openFile("bench-append");
    handle.truncate(0);
    const encoder = new TextEncoder();
    let at = 0;
    for (const batch of batches) {
      at += handle.write(encoder.encode(batch.map((event) => JSON.stringify(event)).join("\n") + "\n"), { at });
      handle.flush();
    }
    handle.close();
    return at;
  },

  async opfsWrite(file: Blob) {
    const handle = await openFile("bench-lines");
    handle.truncate(0);
    handle.write(new Uint8Array(await file.arrayBuffer()));
    handle.flush();
    handle.close();
  },

  /** Reads the whole file and counts the lines that contain the text: the lower bound of a search. */
  async opfsSearch(text: string) {
    const handle = await openFile("bench-lines");
    const finder = createSubstringFinder(text);
    const chunk = new Uint8Array(1024 * 1024);
    let lines = 0;
    // The end of a chunk is the beginning of a line, which is read again with the next one.
    let carried = 0;
    for (let start = 0; start < handle.getSize();) {
      const size = carried + handle.read(chunk.subarray(carried), { at: start });
      start += size - carried;
      const whole = start < handle.getSize() ? chunk.subarray(0, size).lastIndexOf(10) + 1 : size;
      const bytes = chunk.subarray(0, whole);
      for (let at = finder.find(bytes, 0); at >= 0;) {
        lines++;
        const end = bytes.indexOf(10, at);
        at = end < 0 ? -1 : finder.find(bytes, end);
      }
      carried = size - whole;
      chunk.copyWithin(0, whole, size);
    }
    handle.close();
    return lines;
  },

  /** Copies the file, chunk by chunk. */
  async opfsCopy() {
    const [from, to] = [await openFile("bench-lines"), await openFile("bench-copy")];
    to.truncate(0);
    const chunk = new Uint8Array(1024 * 1024);
    for (let at = 0; at < from.getSize(); at += chunk.length)
      to.write(chunk.subarray(0, from.read(chunk, { at })), { at });
    to.flush();
    const size = to.getSize();
    from.close();
    to.close();
    return size;
  },
};

/** The rows of the calls view: lines of a call as one, a field of the end before those of others. */
function foldCalls(events: LogEvent[]): object[] {
  const calls = new Map<string, LogEvent>();
  for (const event of events) {
    if (event.request_id === undefined) continue;
    const before = calls.get(event.request_id);
    const request = before && { ...before.request_data, ...event.request_data };
    calls.set(event.request_id, { ...before, ...event, ...(request && { request_data: request }) });
  }
  return [...calls.values()];
}

function exploreRows(all: object[], view: ExploreView, filter: Condition[]): number {
  const matches = testOf(filter);
  const matching = all.filter(matches);
  for (const facet of facetsOf(view)) {
    const [read, counts] = [readerOf(facet), new Map<unknown, number>()];
    const lifted = filter.some(({ path }) => path === facet) ? all.filter(testOf(filter, facet)) : matching;
    for (const row of lifted) {
      const value = read(row);
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  const [read, chart] = [readerOf("level"), new Map<string, number>()];
  const [fromMs, toMs] = [all[0], all.at(-1)].map((row) => Date.parse((row as LogEvent).timestamp)) as [number, number];
  for (const row of matching) {
    const bin = Math.floor(((Date.parse((row as LogEvent).timestamp) - fromMs) * bins) / (toMs - fromMs + 1));
    const key = `${String(bin)} ${String(read(row))}`;
    chart.set(key, (chart.get(key) ?? 0) + 1);
  }
  return matching.length;
}

interface SyncHandle {
  read(buffer: Uint8Array, options?: { at: number }): number;
  write(buffer: Uint8Array, options?: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
  getSize(): number;
  close(): void;
}

async function openFile(name: string): Promise<SyncHandle> {
  const root = await navigator.storage.getDirectory();
  const file = await root.getFileHandle(name, { create: true });
  // Only the library types of workers declare this method, and tests are compiled with those of the page.
  return (file as unknown as { createSyncAccessHandle(): Promise<SyncHandle> }).createSyncAccessHandle();
}

export type Peers = typeof peers;

addEventListener("message", async ({ data }: MessageEvent<{ name: keyof Peers; given: never[] }>) => {
  const startedMs = performance.now();
  const answer = await (peers[data.name] as (...given: never[]) => Promise<unknown>)(...data.given);
  postMessage({ answer, ms: performance.now() - startedMs });
});
