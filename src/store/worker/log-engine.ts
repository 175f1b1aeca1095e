import { exportPart } from "../read/export-part.ts";
import { createLogStatsReader, type LogStatsReader } from "../read/log-stats.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { createOriginalReader, type OriginalReader } from "../read/original-records.ts";
import { createSnapshotTaker } from "../read/log-snapshot.ts";
import { listParts } from "../storage/log-state.ts";
import type { LogFileName, LogFilePart } from "../log-store.ts";
import { createCompactor } from "../write/compactor.ts";
import { createTailSealer } from "../write/seal-tail.ts";
import type { CommitReport, LogWriterOptions } from "../write/log-writer.ts";
import { createLogWriting, type LogWriting } from "./log-writing.ts";
import { scanLog, type LogScan } from "../redact/scan-log.ts";
import type { ExploreReader } from "../explore.ts";
import type { ChainProgress, ChainReport, ExportedChain } from "../log-chain.ts";
import { createExplorer } from "../read/explore/explorer.ts";
import { createOpenings } from "../read/explore/openings.ts";
import { createOverviewReader, type OverviewReader } from "../read/overview.ts";
import { exportChain, verify, type ChainedLog, type VerifiedFiles } from "./log-integrity.ts";
import { createSearch, type LogSearch } from "../read/search.ts";

/** One log: writing, reading and maintenance over one storage. Must be closed. */
export interface LogEngine
  extends LogWriting, LogSearch, LogStatsReader, OverviewReader, OriginalReader, ExploreReader {
  parts(): Promise<LogFilePart[]>;
  exportPart(file: LogFileName, backup: number): Promise<Blob>;
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

/** What of a log goes on in the background. */
export interface LogUpkeep {
  /** Whether sealed segments are joined and counted in the background, so that the next worker opens the log sooner. Default: no. */
  isCompacted?: boolean;
  /** Whether the lines of these segments are chained by their hashes, too. Default: no. */
  isChained?: boolean;
}

/** Connects writer, tail, snapshots and search over one storage. */
export function createLogEngine(
  storage: LogStorage,
  report: (commit: CommitReport) => void,
  { isCompacted = false, isChained = false, ...options }: LogWriterOptions & LogUpkeep = {},
): LogEngine {
  return completeLog(createLogWriting(storage, report, options), { isCompacted, isChained });
}

/** Makes the whole log of one that is written to already. */
export function completeLog(writing: LogWriting, { isCompacted = false, isChained = false }: LogUpkeep): LogEngine {
  const { storage, tail } = writing;
  const snapshots = createSnapshotTaker(storage, tail);
  const openings = createOpenings(storage);
  const look = createTailSealer(storage, tail);
  const compactor = isCompacted
    ? createCompactor(storage, () => writing.runBetweenCommits(look), isChained)
    : undefined;
  if (compactor) writing.maintain(compactor);
  const files: ChainedLog = {
    parts: () => storage.read(async (transaction) => listParts(await transaction.readState())),
    exportPart: (file, backup) => exportPart(storage, tail, file, backup),
    exportChain: () => exportChain(storage),
  };
  return {
    ...writing,
    ...files,
    verify: (given, onProgress, signal) => verify(files, given, onProgress, signal),
    ...createSearch(snapshots),
    ...createLogStatsReader(snapshots),
    ...createOverviewReader(snapshots),
    ...createOriginalReader(snapshots),
    ...createExplorer(snapshots, { openings }),
    async scan(scan) {
      await scanLog({ storage, tail, runBetweenCommits: writing.runBetweenCommits }, scan);
      // What was left of the tail was sealed.
      if (scan.redacts) compactor?.wake();
    },
    close() {
      compactor?.close();
      openings.close();
      storage.close();
    },
  };
}
