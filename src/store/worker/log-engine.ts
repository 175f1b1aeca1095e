import { clearLog } from "../write/clear-log.ts";
import { exportPart } from "../read/export-part.ts";
import { createLogStatsReader, type LogStatsReader } from "../read/log-stats.ts";
import type { EventOrigin } from "../log-gap.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { createSnapshotTaker } from "../read/log-snapshot.ts";
import { listParts } from "../storage/log-state.ts";
import type { LogFileName, LogFilePart, LogLimits } from "../log-store.ts";
import { createTail } from "../storage/log-tail.ts";
import { createLogWriter, type CommitReport, type LogWriter, type LogWriterOptions } from "../write/log-writer.ts";
import { createSearch, type LogSearch } from "../read/search.ts";

/** One log over a storage: everything the worker can do with it. Must be closed. */
export interface LogEngine extends LogWriter, LogSearch, LogStatsReader {
  parts(): Promise<LogFilePart[]>;
  exportPart(file: LogFileName, backup: number): Promise<Blob>;
  /** Last batch of the writer that is committed; 0 when it never wrote. */
  lastCommittedBatch(writer: string): Promise<number>;
  setLimits(limits: LogLimits): Promise<void>;
  /** Deletes all lines of what was handed over so far but an audit event; gives the number of events that went. */
  clear(place: EventOrigin): Promise<number>;
  close(): void;
}

/** Puts the parts of a log together over a storage. */
export function createLogEngine(
  storage: LogStorage,
  report: (commit: CommitReport) => void,
  options: LogWriterOptions = {},
): LogEngine {
  const tail = createTail();
  const snapshots = createSnapshotTaker(storage, tail);
  const writer = createLogWriter(storage, tail, report, options);
  return {
    ...writer,
    ...createSearch(snapshots),
    ...createLogStatsReader(snapshots),
    parts: () => storage.read(async (transaction) => listParts(await transaction.readState())),
    exportPart: (file, backup) => exportPart(storage, tail, file, backup),
    lastCommittedBatch: (writer) =>
      storage.read(async (transaction) => (await transaction.readState()).writers[writer] ?? 0),
    setLimits: (limits) =>
      storage.write(async (transaction) => {
        await transaction.writeState({ ...(await transaction.readState()), limits });
      }),
    clear: (place) => writer.inTurn(() => clearLog(storage, tail, place)),
    close: () => storage.close(),
  };
}
