import { clearLog } from "../write/clear-log.ts";
import { exportPart } from "../read/export-part.ts";
import { createLogStatsReader, type LogStatsReader } from "../read/log-stats.ts";
import type { EventOrigin } from "../../logging/log-gap.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { createOriginalReader, type OriginalReader } from "../read/original-records.ts";
import { createSnapshotTaker } from "../read/log-snapshot.ts";
import { listParts } from "../storage/log-state.ts";
import type { LogFileName, LogFilePart, LogLimits } from "../log-store.ts";
import { createCompactor } from "../write/compactor.ts";
import { createTailSealer } from "../write/seal-tail.ts";
import { createTail } from "../storage/log-tail.ts";
import { createLogWriter, type CommitReport, type LogWriter, type LogWriterOptions } from "../write/log-writer.ts";
import { scanLog, type LogScan } from "../redact/scan-log.ts";
import type { ExploreReader } from "../explore.ts";
import type { ChainProgress, ChainReport, ExportedChain } from "../log-chain.ts";
import { createExplorer } from "../read/explore/explorer.ts";
import { createOverviewReader, type OverviewReader } from "../read/overview.ts";
import { exportChain, verify, type ChainedLog, type VerifiedFiles } from "./log-integrity.ts";
import { createSearch, type LogSearch } from "../read/search.ts";

/** One log: writing, reading and maintenance over one storage. Must be closed. */
export interface LogEngine extends LogWriter, LogSearch, LogStatsReader, OverviewReader, OriginalReader, ExploreReader {
  parts(): Promise<LogFilePart[]>;
  exportPart(file: LogFileName, backup: number): Promise<Blob>;
  /** Number of the last committed batch of a writer; 0 when it never wrote. */
  lastCommittedBatch(writer: string): Promise<number>;
  setLimits(limits: LogLimits): Promise<void>;
  /** Deletes all events appended so far and writes an audit event; returns the number of deleted events. */
  clear(origin: EventOrigin): Promise<number>;
  /** Scans all lines for a value; see {@link scanLog}. */
  scan(scan: LogScan): Promise<void>;
  /** The chain over all sealed lines of the structured file. */
  exportChain(): Promise<ExportedChain>;
  /** Compares files with a chain; default: the structured file of this log with its own. */
  verify(
    given: VerifiedFiles | undefined,
    onProgress: (progress: ChainProgress) => void,
    signal: AbortSignal,
  ): Promise<ChainReport>;
  close(): void;
}

/** Options of {@link createLogEngine}. */
export interface LogEngineOptions extends LogWriterOptions {
  /** Whether sealed segments are joined and counted in the background, so that the next worker opens the log sooner. Default: no. */
  isCompacted?: boolean;
  /** Whether the lines of these segments are chained by their hashes, too. Default: no. */
  isChained?: boolean;
}

/** Connects writer, tail, snapshots and search over one storage. */
export function createLogEngine(
  storage: LogStorage,
  report: (commit: CommitReport) => void,
  { isCompacted = false, isChained = false, ...options }: LogEngineOptions = {},
): LogEngine {
  const tail = createTail();
  const snapshots = createSnapshotTaker(storage, tail);
  const reportCommit = (commit: CommitReport) => {
    report(commit);
    compactor?.noteCommit();
  };
  const writer = createLogWriter(storage, tail, reportCommit, { ...options, onSeal: () => compactor?.wake() });
  const look = createTailSealer(storage, tail);
  const compactor = isCompacted ? createCompactor(storage, () => writer.runBetweenCommits(look), isChained) : undefined;
  const files: ChainedLog = {
    parts: () => storage.read(async (transaction) => listParts(await transaction.readState())),
    exportPart: (file, backup) => exportPart(storage, tail, file, backup),
    exportChain: () => exportChain(storage),
  };
  return {
    ...writer,
    ...files,
    verify: (given, onProgress, signal) => verify(files, given, onProgress, signal),
    ...createSearch(snapshots),
    ...createLogStatsReader(snapshots),
    ...createOverviewReader(snapshots),
    ...createOriginalReader(snapshots),
    ...createExplorer(snapshots),
    lastCommittedBatch: (writer) =>
      storage.read(async (transaction) => (await transaction.readState()).writers[writer] ?? 0),
    setLimits: (limits) =>
      storage.write(async (transaction) => {
        await transaction.writeState({ ...(await transaction.readState()), limits });
      }),
    async scan(scan) {
      await scanLog({ storage, tail, runBetweenCommits: writer.runBetweenCommits }, scan);
      // What was left of the tail was sealed.
      if (scan.redacts) compactor?.wake();
    },
    clear: (origin) => writer.runBetweenCommits(() => clearLog(storage, tail, origin)),
    close() {
      compactor?.close();
      storage.close();
    },
  };
}
