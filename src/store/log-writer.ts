import type { LogEvent } from "../logging/log-event.ts";
import { commitLines, defaultSealAtBytes } from "./commit-lines.ts";
import { fitLines } from "./fit-lines.ts";
import { isMinor } from "./append-queue.ts";
import { lossOf, type Loss } from "./log-gap.ts";
import { createReserve } from "./keep-reserve.ts";
import type { LogShelf } from "./log-shelf.ts";
import { noteWriter } from "./log-state.ts";
import type { LogTail } from "./log-tail.ts";
import { makeRoom } from "./make-room.ts";
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
  /** This batch and all before it are settled: committed, or named in `losses`. */
  batch: number;
  /** Position after the newest event of the log. */
  position: number;
  losses: Loss[];
  /** Time spent on rendering and committing, in milliseconds. */
  workMs: number;
  /** Events that were handed over, the lost ones too. */
  events: number;
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
  /** Resolves when everything handed over so far is settled. */
  flush(): Promise<void>;
}

/**
 * Group commit without a timer: one transaction at a time, for all that has arrived meanwhile.
 *
 * The next batch is rendered while the database is busy with the one before.
 *
 * @param report called once for every commit, in order
 */
export function createLogWriter(
  shelf: LogShelf,
  tail: LogTail,
  report: (commit: CommitReport) => void,
  {
    nowMs = () => performance.now(),
    estimate = async () => ({}),
    sealAtBytes = defaultSealAtBytes,
  }: LogWriterOptions = {},
): LogWriter {
  const waiting: AppendBatch[] = [];
  const reserve = createReserve(estimate);
  let running: Promise<void> | undefined;

  async function drain(): Promise<void> {
    let committing: Promise<void> = Promise.resolve();
    while (waiting.length > 0) {
      const group = takeGroup(waiting);
      const startedMs = nowMs();
      const rendered = renderBatch(group.events);
      const renderMs = nowMs() - startedMs;
      await committing;
      committing = settle(group, rendered, renderMs);
      if (waiting.length === 0) await committing;
    }
  }

  async function settle({ writer, batch, events }: AppendBatch, rendered: RenderedLines[], renderMs: number) {
    const startedMs = nowMs();
    const { position, losses } = await commitOrGiveUp({ writer, batch, events }, rendered);
    report({ writer, batch, position, losses, workMs: renderMs + nowMs() - startedMs, events: events.length });
  }

  /**
   * Commits a batch. On a full disk the oldest backups give way, then DEBUG and INFO events of the batch, then the batch.
   */
  async function commitOrGiveUp(batch: AppendBatch, rendered: RenderedLines[]): Promise<Outcome> {
    const losses: Loss[] = [];
    let { events } = batch;
    let lines = rendered;
    for (;;) {
      try {
        const done = await commit(batch, lines);
        return { position: done.position, losses: [...losses, ...done.losses] };
      } catch (error) {
        const full = error instanceof Error && error.name === "QuotaExceededError";
        if (full) await reserve.full();
        const evicted = full ? await makeRoom(shelf).catch(() => 0) : 0;
        if (evicted > 0) {
          losses.push({ reason: "evicted", count: evicted });
          continue;
        }
        const kept = full ? events.filter((event) => !isMinor(event)) : [];
        const lost = kept.length === events.length ? events : events.filter((event) => !kept.includes(event));
        losses.push(lossOf(full ? "quota" : "storage", lost, String(error)));
        if (kept.length === 0 || kept.length === events.length) return { position: 0, losses };
        events = kept;
        lines = renderBatch(kept);
      }
    }
  }

  async function commit({ writer, batch }: AppendBatch, lines: RenderedLines[]): Promise<Outcome> {
    const done = await shelf.write(async (transaction) => {
      const state = await transaction.readState();
      // An attempt whose answer got lost may have been committed all the same.
      if ((state.writers[writer] ?? 0) >= batch) return { state, pieces: [], tooLong: [] };
      const { fitting, tooLong } = fitLines(lines, state.limits);
      noteWriter(state, writer, batch);
      return { state, pieces: await commitLines(transaction, state, tail, fitting, sealAtBytes), tooLong };
    });
    if (done.pieces.length > 0) tail.add(done.state, done.pieces);
    const losses = done.tooLong.length > 0 ? [lossOf("too_long", done.tooLong)] : [];
    if (done.state.unsealedBytes === 0) losses.push(...(await reserve.keep(shelf)));
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
    async flush() {
      while (running !== undefined) await running;
    },
  };
}

/** Joins waiting batches of one writer up to the limit of a commit. */
function takeGroup(waiting: AppendBatch[]): AppendBatch {
  const group = { ...waiting.shift()! };
  while (waiting.length > 0 && waiting[0]!.writer === group.writer) {
    if (group.events.length + waiting[0]!.events.length > maxEventsPerCommit) break;
    const next = waiting.shift()!;
    group.events = group.events.concat(next.events);
    group.batch = next.batch;
  }
  return group;
}

type Outcome = Pick<CommitReport, "position" | "losses">;
