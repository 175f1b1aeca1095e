import type { EventOrigin } from "../../logging/log-gap.ts";
import type { LogLimits } from "../log-store.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { createTail, type LogTail } from "../storage/log-tail.ts";
import type { Compactor } from "../write/compactor.ts";
import { createLogWriter, type CommitReport, type LogWriter, type LogWriterOptions } from "../write/log-writer.ts";

/** The part of one log that its first event needs: over it, the rest of the log is made when something is asked of it. */
export interface LogWriting extends LogWriter {
  readonly storage: LogStorage;
  readonly tail: LogTail;
  /** Number of the last committed batch of a writer; 0 when it never wrote. */
  lastCommittedBatch(writer: string): Promise<number>;
  setLimits(limits: LogLimits): Promise<void>;
  /**
   * Deletes all events appended so far and writes an audit event; what is appended later stays.
   *
   * @returns the number of deleted events
   */
  clear(origin: EventOrigin): Promise<number>;
  /** Reports commits and seals from now on to what works on them in the background. */
  maintain(compactor: Pick<Compactor, "wake" | "noteCommit">): void;
}

/** Connects writer and tail over one storage. */
export function createLogWriting(
  storage: LogStorage,
  report: (commit: CommitReport) => void,
  options: LogWriterOptions = {},
): LogWriting {
  const tail = createTail();
  let upkeep: Pick<Compactor, "wake" | "noteCommit"> | undefined;
  const reportCommit = (commit: CommitReport) => {
    report(commit);
    upkeep?.noteCommit();
  };
  const writer = createLogWriter(storage, tail, reportCommit, { ...options, onSeal: () => upkeep?.wake() });
  return {
    ...writer,
    storage,
    tail,
    lastCommittedBatch: (writer) =>
      storage.read(async (transaction) => (await transaction.readState()).writers[writer] ?? 0),
    setLimits: (limits) =>
      storage.write(async (transaction) => {
        await transaction.writeState({ ...(await transaction.readState()), limits });
      }),
    clear: (origin) =>
      writer.runBetweenCommits(async () => {
        const { clearLog } = await import("../write/clear-log.ts");
        return clearLog(storage, tail, origin);
      }),
    maintain: (compactor) => (upkeep = compactor),
  };
}
