import { clearLog } from "../write/clear-log.ts";
import { composePart } from "../read/export-part.ts";
import { createLogReport, type LogReport } from "../read/log-stats.ts";
import type { LossEdge } from "../log-gap.ts";
import type { LogShelf } from "../storage/log-storage.ts";
import { createSnapshotTaker } from "../read/log-snapshot.ts";
import { listParts } from "../storage/log-state.ts";
import type { LogFileName, LogFilePart, LogLimits } from "../log-store.ts";
import { createTail } from "../storage/log-tail.ts";
import { createLogWriter, type CommitReport, type LogWriter, type LogWriterOptions } from "../write/log-writer.ts";
import { createSearch, type LogSearch } from "../read/search.ts";

/** One log over a shelf: everything the worker can do with it. Must be closed. */
export interface LogEngine extends LogWriter, LogSearch, LogReport {
  parts(): Promise<LogFilePart[]>;
  exportPart(file: LogFileName, backup: number): Promise<Blob>;
  /** Last batch of the writer that is committed; 0 when it never wrote. */
  settledBatch(writer: string): Promise<number>;
  setLimits(limits: LogLimits): Promise<void>;
  /** Deletes all lines of what was handed over so far but an audit event; gives the number of events that went. */
  clear(place: LossEdge): Promise<number>;
  close(): void;
}

/** Puts the parts of a log together over a shelf. */
export function createLogEngine(
  shelf: LogShelf,
  report: (commit: CommitReport) => void,
  options: LogWriterOptions = {},
): LogEngine {
  const tail = createTail();
  const snapshots = createSnapshotTaker(shelf, tail);
  const writer = createLogWriter(shelf, tail, report, options);
  return {
    ...writer,
    ...createSearch(snapshots),
    ...createLogReport(snapshots),
    parts: () => shelf.read(async (transaction) => listParts(await transaction.readState())),
    exportPart: (file, backup) => composePart(shelf, tail, file, backup),
    settledBatch: (writer) => shelf.read(async (transaction) => (await transaction.readState()).writers[writer] ?? 0),
    setLimits: (limits) =>
      shelf.write(async (transaction) => {
        await transaction.writeState({ ...(await transaction.readState()), limits });
      }),
    clear: (place) => writer.inTurn(() => clearLog(shelf, tail, place)),
    close: () => shelf.close(),
  };
}
