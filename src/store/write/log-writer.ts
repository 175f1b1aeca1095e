import type { LogEvent } from "../../logging/log-event.ts";
import { commitBatch, defaultSealAtBytes, isSealDue, type SealSlices } from "./commit-batch.ts";
import { dropOversized } from "./drop-oversized.ts";
import { isMinor } from "../event-priority.ts";
import { lossOf, type Loss } from "../../logging/log-gap.ts";
import { createQuotaGuard } from "./quota-guard.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { noteWriter } from "../storage/log-state.ts";
import type { LogTail } from "../storage/log-tail.ts";
import { evictBackups } from "./evict-backups.ts";
import { renderBatch, type RenderedLines } from "./render-batch.ts";

/** Most events in one commit: many enough to amortize the transaction, few enough to keep memory small. */
const maxEventsPerCommit = 4096;

/** Events of one writer (a tab), numbered so that a batch that is sent twice is committed once. */
export interface AppendBatch {
  writer: string;
  batch: number;
  events: LogEvent[];
}

/** Result of a commit. */
export interface CommitReport {
  writer: string;
  /** This batch and all before it are acknowledged: committed, or named in `losses`. */
  batch: number;
  /** Position after the newest event of the log. */
  position: number;
  losses: Loss[];
  /** Time spent on rendering and committing, in milliseconds. */
  workMs: number;
  /** Number of events in the batch, lost ones included. */
  events: number;
  /** The committed events, in order. */
  stored: LogEvent[];
}

/** Options of {@link createLogWriter}. */
export interface LogWriterOptions {
  /** Monotonic clock, in milliseconds. */
  nowMs?: () => number;
  /** Storage quota and usage of this origin, read after each seal and each quota error. Default: unknown. */
  estimate?: () => Promise<StorageEstimate>;
  /** Size of the WAL at which a commit seals it into segments, in bytes. */
  sealAtBytes?: number;
  /** Called after each commit that sealed. */
  onSeal?: () => void;
}

/** The only writer of a log in this worker. */
export interface LogWriter {
  /** Queues a batch; what became of it is reported after its commit. */
  append(batch: AppendBatch): void;
  /** Runs work between two commits: after all batches appended before, ahead of all appended later. */
  runBetweenCommits<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Resolves when everything appended so far is committed or reported as lost. */
  flush(): Promise<void>;
}

/**
 * Creates a writer with group commit and without a timer: one transaction at a time, for all batches that arrived meanwhile.
 *
 * The next group is rendered while the database works on the one before, and not earlier: a transaction that waits for this
 * thread would delay both.
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
    onSeal = () => undefined,
  }: LogWriterOptions = {},
): LogWriter {
  const waiting: (AppendBatch | QueuedWork)[] = [];
  const quotaGuard = createQuotaGuard(estimate);
  let running: Promise<void> | undefined;
  let seal: SealSlices | undefined;
  /** Rendering time of the next group during the current commit, which does not count as its work. */
  let renderedMeanwhileMs = 0;

  async function drain(): Promise<void> {
    let committing: Promise<void> = Promise.resolve();
    while (waiting.length > 0) {
      const next = waiting.shift()!;
      if ("run" in next) {
        await committing;
        await next.run();
        continue;
      }
      const group = takeGroup(next, waiting);
      const startedMs = nowMs();
      const rendered = renderBatch(group.events);
      const renderMs = nowMs() - startedMs;
      renderedMeanwhileMs += renderMs;
      await committing;
      const sent = Promise.withResolvers<void>();
      committing = commitAndReport(group, rendered, renderMs, sent.resolve);
      await Promise.race([sent.promise, committing]);
      if (waiting.length === 0) await committing;
    }
  }

  async function commitAndReport(group: Group, rendered: RenderedLines[], renderMs: number, onSent: () => void) {
    const startedMs = nowMs();
    renderedMeanwhileMs = 0;
    const { writer, batch, events } = group;
    const outcome = await commitOrDrop(group, rendered, onSent);
    const commitMs = nowMs() - startedMs - renderedMeanwhileMs;
    report({ writer, batch, ...outcome, workMs: renderMs + commitMs, events: events.length });
  }

  /**
   * Commits a group. On a quota error it evicts the oldest backups, then drops DEBUG and INFO events, then the whole group.
   */
  async function commitOrDrop(group: Group, rendered: RenderedLines[], onSent: () => void): Promise<Outcome> {
    const losses: Loss[] = [];
    let { events } = group;
    let lines = rendered;
    for (;;) {
      try {
        const done = await commit({ ...group, events }, lines, onSent);
        return { ...done, losses: [...losses, ...done.losses], stored: events };
      } catch (error) {
        const full = error instanceof Error && error.name === "QuotaExceededError";
        if (full) await quotaGuard.onRefusal();
        const evicted = full ? await evictBackups(storage).catch(() => 0) : 0;
        if (evicted > 0) {
          losses.push({ reason: "evicted", count: evicted });
          continue;
        }
        const remaining = full ? events.filter((event) => !isMinor(event)) : [];
        const lost = remaining.length === events.length ? events : events.filter((event) => !remaining.includes(event));
        losses.push(lossOf(full ? "quota" : "storage", lost, String(error)));
        if (remaining.length === 0 || remaining.length === events.length) return { position: 0, losses, stored: [] };
        events = remaining;
        lines = renderBatch(remaining);
      }
    }
  }

  async function commit(group: Group, lines: RenderedLines[], onSent: () => void): Promise<Omit<Outcome, "stored">> {
    const { writer, batch } = group;
    const write = (seal: SealSlices | "unloaded" | undefined) =>
      storage.write(async (transaction) => {
        const state = await transaction.readState();
        const acknowledged = state.writers[writer] ?? 0;
        // An earlier attempt may have been committed although its result was lost.
        if (acknowledged >= batch) return { state, slices: [], tooLong: [] };
        const { fitting, tooLong } = dropOversized(linesAfter(acknowledged, group, lines), state.limits);
        const isDue = isSealDue(state, fitting, sealAtBytes);
        // A transaction ends while it waits for code.
        if (isDue && seal === "unloaded") return undefined;
        noteWriter(state, writer, batch);
        const sealNow = isDue && seal !== "unloaded" ? seal : undefined;
        return { state, slices: await commitBatch(transaction, state, tail, fitting, sealNow), tooLong };
      }, onSent);
    const done = (await write(seal ?? "unloaded")) ?? (await write((seal = await loadSeal())))!;
    if (done.slices.length > 0) tail.add(done.state, done.slices);
    const losses = done.tooLong.length > 0 ? [lossOf("too_long", done.tooLong)] : [];
    if (done.state.unsealedBytes === 0) {
      onSeal();
      losses.push(...(await quotaGuard.freeReserve(storage)));
    }
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
    runBetweenCommits(work) {
      return new Promise((resolve, reject) => {
        waiting.push({ run: () => work().then(resolve, reject) });
        start();
      });
    },
    async flush() {
      while (running !== undefined) await running;
    },
  };
}

/** Queued work between batches; never rejects. */
interface QueuedWork {
  run: () => Promise<void>;
}

/** Consecutive batches of one writer that are committed together, under the number of the last. */
interface Group extends AppendBatch {
  /** The single batches, in order. */
  batches: AppendBatch[];
}

/** Takes waiting batches of the same writer, up to the limit of a commit. A batch that was sent again starts another group. */
function takeGroup(first: AppendBatch, waiting: (AppendBatch | QueuedWork)[]): Group {
  const group = { ...first, batches: [first] };
  for (;;) {
    const next = waiting[0];
    if (next === undefined || "run" in next || next.writer !== group.writer) break;
    if (next.batch <= group.batch || group.events.length + next.events.length > maxEventsPerCommit) break;
    waiting.shift();
    group.events = group.events.concat(next.events);
    group.batch = next.batch;
    group.batches.push(next);
  }
  return group;
}

/** The lines without those of batches that are committed already; another worker may have grouped them differently. */
function linesAfter(acknowledged: number, { batches, events }: Group, lines: RenderedLines[]): RenderedLines[] {
  if (acknowledged < batches[0]!.batch) return lines;
  const known = new Set(batches.filter(({ batch }) => batch <= acknowledged).flatMap((batch) => batch.events));
  return renderBatch(events.filter((event) => !known.has(event)));
}

type Outcome = Pick<CommitReport, "position" | "losses" | "stored">;

/** The code that seals; undefined when it does not load now: then the WAL grows, and a later commit seals it. */
async function loadSeal(): Promise<SealSlices | undefined> {
  try {
    return (await import("./seal-slices.ts")).sealSlices;
  } catch {
    return undefined;
  }
}
