import type { LogEvent } from "../../logging/log-event.ts";
import { commitBatch, defaultSealAtBytes } from "./commit-batch.ts";
import { dropOversized } from "./drop-oversized.ts";
import { isMinor } from "../event-priority.ts";
import { lossOf, type Loss } from "../log-gap.ts";
import { createQuotaGuard } from "./quota-guard.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { noteWriter } from "../storage/log-state.ts";
import type { LogTail } from "../storage/log-tail.ts";
import { evictBackups } from "./evict-backups.ts";
import { renderBatch, type RenderedLines } from "./render-batch.ts";

/** Most events in one commit: enough that the cost of a transaction vanishes, few enough that memory stays small. */
const maxEventsPerCommit = 4096;

/** Events of one writer (a tab), numbered so that a batch that is sent twice is written once. */
export interface AppendBatch {
  writer: string;
  batch: number;
  events: LogEvent[];
}

/** What became of a commit. */
export interface CommitReport {
  writer: string;
  /** This batch and all before it are acknowledged: committed, or named in `losses`. */
  batch: number;
  /** Position after the newest event of the log. */
  position: number;
  losses: Loss[];
  /** Time spent on rendering and committing, in milliseconds. */
  workMs: number;
  /** Events that were handed over, the lost ones too. */
  events: number;
  /** Those that this commit brought into the log, in order. */
  stored: LogEvent[];
}

export interface LogWriterOptions {
  /** A clock that never jumps, in milliseconds. */
  nowMs?: () => number;
  /** What the browser grants and uses for this origin; asked after each seal and each refusal. Default: it does not say. */
  estimate?: () => Promise<StorageEstimate>;
  /** Unsealed bytes at which a commit turns the tail into blocks. */
  sealAtBytes?: number;
}

export interface LogWriter {
  append(batch: AppendBatch): void;
  /** Does something between two commits: behind all that was handed over before, ahead of all that comes later. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Resolves when everything handed over so far is acknowledged. */
  flush(): Promise<void>;
}

/**
 * Group commit without a timer: one transaction at a time, for all that has arrived meanwhile.
 *
 * The next batch is rendered while the database is busy with the one before, and not sooner: a transaction that waits for
 * this thread would hold both up.
 *
 * @param report called once for every commit, in order
 */
export function createLogWriter(
  storage: LogStorage,
  tail: LogTail,
  report: (commit: CommitReport) => void,
  {
    nowMs = () => performance.now(),
    estimate = async () => ({}),
    sealAtBytes = defaultSealAtBytes,
  }: LogWriterOptions = {},
): LogWriter {
  const waiting: (AppendBatch | Turn)[] = [];
  const reserve = createQuotaGuard(estimate);
  let running: Promise<void> | undefined;
  /** What a commit did not cost although it happened in its time. */
  let renderedMeanwhileMs = 0;

  async function drain(): Promise<void> {
    let committing: Promise<void> = Promise.resolve();
    while (waiting.length > 0) {
      const next = waiting.shift()!;
      if ("take" in next) {
        await committing;
        await next.take();
        continue;
      }
      const group = takeGroup(next, waiting);
      const startedMs = nowMs();
      const rendered = renderBatch(group.events);
      const renderMs = nowMs() - startedMs;
      renderedMeanwhileMs += renderMs;
      await committing;
      const sent = Promise.withResolvers<void>();
      committing = settle(group, rendered, renderMs, sent.resolve);
      await Promise.race([sent.promise, committing]);
      if (waiting.length === 0) await committing;
    }
  }

  async function settle(group: Group, rendered: RenderedLines[], renderMs: number, onSent: () => void) {
    const startedMs = nowMs();
    renderedMeanwhileMs = 0;
    const { writer, batch, events } = group;
    const outcome = await commitOrGiveUp(group, rendered, onSent);
    const commitMs = nowMs() - startedMs - renderedMeanwhileMs;
    report({ writer, batch, ...outcome, workMs: renderMs + commitMs, events: events.length });
  }

  /**
   * Commits a batch. On a full disk the oldest backups give way, then DEBUG and INFO events of the batch, then the batch.
   */
  async function commitOrGiveUp(group: Group, rendered: RenderedLines[], onSent: () => void): Promise<Outcome> {
    const losses: Loss[] = [];
    let { events } = group;
    let lines = rendered;
    for (;;) {
      try {
        const done = await commit({ ...group, events }, lines, onSent);
        return { ...done, losses: [...losses, ...done.losses], stored: events };
      } catch (error) {
        const full = error instanceof Error && error.name === "QuotaExceededError";
        if (full) await reserve.full();
        const evicted = full ? await evictBackups(storage).catch(() => 0) : 0;
        if (evicted > 0) {
          losses.push({ reason: "evicted", count: evicted });
          continue;
        }
        const kept = full ? events.filter((event) => !isMinor(event)) : [];
        const lost = kept.length === events.length ? events : events.filter((event) => !kept.includes(event));
        losses.push(lossOf(full ? "quota" : "storage", lost, String(error)));
        if (kept.length === 0 || kept.length === events.length) return { position: 0, losses, stored: [] };
        events = kept;
        lines = renderBatch(kept);
      }
    }
  }

  async function commit(group: Group, lines: RenderedLines[], onSent: () => void): Promise<Omit<Outcome, "stored">> {
    const { writer, batch } = group;
    const done = await storage.write(async (transaction) => {
      const state = await transaction.readState();
      const acknowledged = state.writers[writer] ?? 0;
      // An attempt whose answer got lost may have been committed all the same.
      if (acknowledged >= batch) return { state, pieces: [], tooLong: [] };
      const { fitting, tooLong } = dropOversized(linesAfter(acknowledged, group, lines), state.limits);
      noteWriter(state, writer, batch);
      return { state, pieces: await commitBatch(transaction, state, tail, fitting, sealAtBytes), tooLong };
    }, onSent);
    if (done.pieces.length > 0) tail.add(done.state, done.pieces);
    const losses = done.tooLong.length > 0 ? [lossOf("too_long", done.tooLong)] : [];
    if (done.state.unsealedBytes === 0) losses.push(...(await reserve.keep(storage)));
    return { position: done.state.files["tts_structured.jsonl"].nextLine, losses };
  }

  const start = () => {
    running ??= drain().finally(() => {
      running = undefined;
      if (waiting.length > 0) start();
    });
  };

  return {
    append(batch) {
      waiting.push(batch);
      start();
    },
    inTurn(work) {
      return new Promise((resolve, reject) => {
        waiting.push({ take: () => work().then(resolve, reject) });
        start();
      });
    },
    async flush() {
      while (running !== undefined) await running;
    },
  };
}

/** Something else that waits between batches; never rejects. */
interface Turn {
  take: () => Promise<void>;
}

/** Batches of one writer that are committed as one, under the number of the last. */
interface Group extends AppendBatch {
  /** Those it was joined of, in order. */
  batches: AppendBatch[];
}

/** Joins a batch with waiting ones of one writer up to the limit of a commit; one that came a second time begins a group of its own. */
function takeGroup(first: AppendBatch, waiting: (AppendBatch | Turn)[]): Group {
  const group = { ...first, batches: [first] };
  for (;;) {
    const next = waiting[0];
    if (next === undefined || "take" in next || next.writer !== group.writer) break;
    if (next.batch <= group.batch || group.events.length + next.events.length > maxEventsPerCommit) break;
    waiting.shift();
    group.events = group.events.concat(next.events);
    group.batch = next.batch;
    group.batches.push(next);
  }
  return group;
}

/** The lines without those of batches that somebody else, who groups differently, has committed already. */
function linesAfter(acknowledged: number, { batches, events }: Group, lines: RenderedLines[]): RenderedLines[] {
  if (acknowledged < batches[0]!.batch) return lines;
  const known = new Set(batches.filter(({ batch }) => batch <= acknowledged).flatMap((batch) => batch.events));
  return renderBatch(events.filter((event) => !known.has(event)));
}

type Outcome = Pick<CommitReport, "position" | "losses" | "stored">;
