import type { LogEvent } from "../logging/log-event.ts";
import { commitLines } from "./commit-lines.ts";
import { fitLines } from "./fit-lines.ts";
import type { LogShelf } from "./log-shelf.ts";
import { noteWriter } from "./log-state.ts";
import type { LogTail } from "./log-tail.ts";
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
  /** This batch and all before it are settled: committed, or named in `dropped`. */
  batch: number;
  /** Position after the newest event of the log. */
  position: number;
  dropped: DroppedEvents[];
  /** Time spent on rendering and committing, in milliseconds, and the events it was for. */
  workMs: number;
  events: number;
}

/** Events that are lost, and what the storage said. */
export interface DroppedEvents {
  reason: DropReason;
  problem?: string;
  events: LogEvent[];
}

/** Why the worker gave an event up: its line is larger than the file, the disk is full, or the storage failed. */
export type DropReason = "too_long" | "quota" | "storage";

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
  nowMs: () => number = () => performance.now(),
): LogWriter {
  const waiting: AppendBatch[] = [];
  let running: Promise<void> | undefined;

  async function drain(): Promise<void> {
    let committing: Promise<void> = Promise.resolve();
    while (waiting.length > 0) {
      const group = takeGroup(waiting);
      const startedMs = nowMs();
      const rendered = renderBatch(group.events);
      const renderMs = nowMs() - startedMs;
      await committing;
      committing = commit(group, rendered, renderMs);
      if (waiting.length === 0) await committing;
    }
  }

  async function commit(group: AppendBatch, rendered: RenderedLines[], renderMs: number): Promise<void> {
    const startedMs = nowMs();
    const dropped: DroppedEvents[] = [];
    let position = 0;
    try {
      const done = await shelf.write(async (transaction) => {
        const state = await transaction.readState();
        const { fitting, tooLong } = fitLines(rendered, state.limits);
        noteWriter(state, group.writer, group.batch);
        const pieces = await commitLines(transaction, state, tail, fitting);
        return { state, pieces, tooLong };
      });
      if (done.pieces.length > 0) tail.add(done.state.lastRow, done.pieces);
      if (done.tooLong.length > 0) dropped.push({ reason: "too_long", events: done.tooLong });
      position = done.state.files["tts_structured.jsonl"].nextLine;
    } catch (error) {
      dropped.push({ reason: "storage", problem: String(error), events: group.events });
    }
    const workMs = renderMs + nowMs() - startedMs;
    const { writer, batch, events } = group;
    report({ writer, batch, position, dropped, workMs, events: events.length });
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
  const first = waiting.shift()!;
  const group = { ...first, events: first.events };
  while (waiting.length > 0 && waiting[0]!.writer === group.writer) {
    if (group.events.length + waiting[0]!.events.length > maxEventsPerCommit) break;
    const next = waiting.shift()!;
    group.events = group.events.concat(next.events);
    group.batch = next.batch;
  }
  return group;
}
