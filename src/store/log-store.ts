import type { TimeRange } from "../analytics/call-rollups.ts";
import type { EventColumns } from "../analytics/event-columns.ts";
import type { Overview, OverviewScope } from "../analytics/overview/overview.ts";
import type { LogSummary, SummaryScope } from "../analytics/summary.ts";
import type { LogKind, ReadingChoice } from "../formats/record-reading.ts";
import type { ChainProgress, ChainReport, ExportedChain } from "./log-chain.ts";
import type { ExploreReader } from "./explore.ts";
import type { ProblemRecord, SkippedFile, UnpackNote } from "./import-notes.ts";
import type { ValueReport, ValueScanOptions } from "./value-report.ts";
import type { LogEvent, LogLevel } from "../logging/log-event.ts";
import { defaultLogFiles, megabyteBytes, type LogFileSize } from "../settings/storage-sizes.ts";

/** The three log files. */
export const logFileNames = ["tts_utility.log", "tts_errors.log", "tts_structured.jsonl"] as const;
export type LogFileName = (typeof logFileNames)[number];

/** Rotation limits of one file. */
export interface LogFileLimit {
  /** Largest size of the current part and of each backup, in bytes. */
  maxBytes: number;
  /** Number of backups; the oldest is deleted when there are more. */
  backups: number;
}

export type LogLimits = Record<LogFileName, LogFileLimit>;

/** The sizes of the settings as limits in bytes. */
export function logLimits(sizes: Record<LogFileName, LogFileSize>): LogLimits {
  const limits = Object.entries(sizes).map(([name, { maxMegabytes, backups }]) => {
    return [name, { maxBytes: maxMegabytes * megabyteBytes, backups }];
  });
  return Object.fromEntries(limits) as LogLimits;
}

/** The documented sizes as limits in bytes. */
export const defaultLogLimits: LogLimits = logLimits(defaultLogFiles);

/** One file part, as it would be exported: the current one, or a numbered backup. */
export interface LogFilePart {
  file: LogFileName;
  /** 0 is the current part, 1 the newest backup (`.1`). */
  backup: number;
  /** Exact size of the export in bytes. */
  sizeBytes: number;
  lines: number;
}

/** Which events to read. All given conditions must hold; an empty list matches nothing. */
export interface LogFilter {
  levels?: LogLevel[];
  services?: string[];
  operations?: string[];
  events?: string[];
  errorTypes?: string[];
  requestId?: string;
  sessionId?: string;
  /** Milliseconds since the epoch, inclusive / exclusive. */
  fromMs?: number;
  toMs?: number;
  /** Matched in what the JSON line says, whatever its escapes, ignoring the case of Latin, Cyrillic and Greek letters. */
  substring?: string;
}

/** An event and its position in the structured file: the number of lines before it since the log began. Never reused. */
export interface StoredEvent {
  position: number;
  event: LogEvent;
}

/** Which page of the matches to return. Without `before` and `aroundMs`: the newest. */
export interface LogPageRequest {
  limit: number;
  /** Rows older than this position. */
  before?: number;
  /** Rows on both sides of this time, half of `limit` each; milliseconds since the epoch. */
  aroundMs?: number;
  /** Called during the scan with the result so far (`complete` is false). */
  onPartial?: (page: LogPage) => void;
}

export interface LogPage {
  /** Newest first. */
  rows: StoredEvent[];
  /** Matching events in what was scanned so far. */
  total: number;
  /** False while the scan is running: `total` may still grow. */
  complete: boolean;
}

/** Notice that the log changed, in this tab or another. */
export interface LogNotice {
  position: number;
  /** Events lost since the store was opened. */
  dropped: number;
  /** Whether stored lines were deleted or rewritten: what was read before may not be in the log any more. */
  rewritten: boolean;
}

/** Storage in use: the disk; memory, because the browser gave no storage; or none while the worker restarts. */
export type StorageKind = "indexeddb" | "memory" | "restarting";

/** Time from when an event happened until it was committed, in milliseconds: median and 99th percentile. */
export interface CommitLatency {
  p50Ms: number;
  p99Ms: number;
}

/** Statistics of the log itself, from `getLogStats()`. */
export interface LogStats {
  storage: StorageKind;
  /** Why `storage` is not `indexeddb`, in one sentence. */
  storageProblem?: string;
  /** The log did not answer within five seconds: the numbers about what is stored are those of its last answer, or 0. */
  isStale: boolean;
  parts: LogFilePart[];
  totalBytes: number;
  /** Events in the structured file and its backups. */
  events: number;
  byLevel: Record<string, number>;
  byEvent: Record<string, number>;
  /** Milliseconds since the epoch; absent while the log is empty. */
  firstMs?: number;
  lastMs?: number;
  /** Events lost since this tab opened the store, by reason. */
  dropped: Record<string, number>;
  /** Number of `system_log_gap` events among them. */
  gaps: number;
  /** Events appended and not yet committed. */
  queueLength: number;
  /** Storage quota and usage of this origin, in bytes; absent where the browser does not report them. */
  quotaBytes?: number;
  usageBytes?: number;
  /** Whether the browser granted persistent storage, which it does not evict under disk pressure. */
  persisted: boolean;
  /**
   * Cost of logging measured in this tab since it opened; 0 before the first event. On the page: queueing and postMessage.
   * In the worker: rendering and committing, including the wait for the database.
   */
  cost: {
    events: number;
    pageMicrosPerEvent: number;
    workerMicrosPerEvent: number;
  };
  /** Commit latency of the newest thousand events of this tab. */
  storedWithin: CommitLatency;
}

/** A record as its file has it. */
export interface OriginalRecord {
  bytes: Uint8Array;
  /** The same as text; what cannot be decoded is U+FFFD. */
  text: string;
}

/** Read access to a log: the live one or an imported one. */
export interface LogReader extends ExploreReader {
  /** @throws DOMException `AbortError` when the signal aborts */
  query(filter: LogFilter, page: LogPageRequest, signal?: AbortSignal): Promise<LogPage>;
  /**
   * Fills the line cache in the background, newest lines first, for a substring search that is about to come.
   *
   * @throws DOMException `AbortError` when the signal aborts
   */
  readAhead(signal: AbortSignal): Promise<void>;
  /** Columns, in blocks, of the events from `fromMs` (inclusive) to `toMs` (exclusive), oldest first; blocks may reach beyond. */
  columns(range: TimeRange, signal?: AbortSignal): Promise<EventColumns[]>;
  /** All numbers of an overview, computed in the worker from rollups. */
  overview(scope: OverviewScope, signal?: AbortSignal): Promise<Overview>;
  /** Exact numbers about the calls in a range, computed in the worker from rollups and columns. */
  summarize(scope: SummaryScope, signal?: AbortSignal): Promise<LogSummary>;
  parts(): Promise<LogFilePart[]>;
  /**
   * The bytes of one part as a Blob that refers to the stored ones: nothing is copied until it is read, and it stays
   * readable after rotation.
   *
   * @throws RangeError when there is no such part
   */
  exportPart(file: LogFileName, backup: number): Promise<Blob>;
  /**
   * The record of an event as its file has it, byte for byte; of our own log the line.
   *
   * @returns undefined when the event is no longer in the log
   */
  original(position: number): Promise<OriginalRecord | undefined>;
  /** The records of one file of an imported log, byte for byte, each with a line feed; `file` is its index in the import. */
  exportOriginal(file: number): Promise<Blob>;
  getLogStats(): Promise<LogStats>;
}

/** One file of an imported log, and how it was read. */
export interface ImportedFile {
  /** Name; of a file inside an archive with that of the archive before it. */
  name: string;
  /** Name of the log that it was taken from, in a log made of several. */
  log?: string;
  /** Size as given, compressed or not. */
  sizeBytes: number;
  /** When the file was last written, in milliseconds since the epoch; absent in imports of earlier versions. */
  modifiedMs?: number;
  /** Absent when the file was empty. */
  encoding?: string;
  /** What most of its records are, and what they are inside a container. */
  kind?: LogKind;
  within?: LogKind;
  /** Records of the file, without those skipped. */
  lines: number;
  /** Records that were not understood: they are events with their text as message. */
  brokenLines: number;
  /** Three of them. */
  problems?: ProblemRecord[];
  /** Records without a time of their own; they stand beside their neighbours. */
  timelessLines?: number;
  /** Records whose time has no zone, so that the chosen one was assumed. */
  zonelessLines?: number;
  /** Records that say in words what the event before them says. */
  repeatedLines?: number;
  /** Records left out because they stand in another file too. */
  skippedLines?: number;
  /** Name of that file, when all of this one stands in it; it was not read then. */
  repeats?: string;
  /** Paths of the fields that became time, level and message in most records. */
  used?: { time?: string; level?: string; message?: string };
  /** What a person chose for this file. */
  choice?: ImportChoice;
  /** What was wrong with the packing. */
  notes?: UnpackNote[];
  /** Time span, in milliseconds since the epoch. */
  firstMs?: number;
  lastMs?: number;
}

/** How a person wants a file to be read. */
export interface ImportChoice extends ReadingChoice {
  encoding?: string;
  /** Reads a file that repeats another one. */
  isReadAnyway?: boolean;
}

/** Log files of other people, in a database of their own beside the live log. */
export interface ImportedLog {
  id: string;
  name: string;
  /** Label set by the user, such as a ticket or a customer; may be empty. */
  tag: string;
  importedAtMs: number;
  files: ImportedFile[];
  /** What was given and is no log; absent in imports of earlier versions. */
  skipped?: SkippedFile[];
  /**
   * Hash of the bytes of the given files, the same wherever they are imported; absent in an insecure context and in imports
   * of earlier versions.
   */
  fingerprint?: string;
}

/** What files are, by their beginnings. */
export interface ImportPreview {
  /** As far as they were read: the first 64 kB of each. */
  files: PreviewedFile[];
  skipped: SkippedFile[];
}

/** A file that was not imported yet, or not in another way. */
export interface PreviewedFile extends ImportedFile {
  /** Dotted paths of the fields of its records with text or numbers; empty for text. At most 200. */
  paths: string[];
}

/** The files of one log, under its name. */
export interface NamedFiles {
  name: string;
  files: File[];
}

/** Progress of an import. Bytes are counted in the files as given, compressed or not. */
export interface ImportProgress {
  doneBytes: number;
  totalBytes: number;
  lines: number;
}

/** The imported logs. They are shared by all tabs and stay until they are removed. */
export interface ImportedLogStore {
  /** Newest first. */
  list(): Promise<ImportedLog[]>;
  /**
   * Reads the beginnings of files, or of the files of an imported log of this id, and stores nothing.
   *
   * @throws LogImportError `unreadable` when none of them holds text
   */
  preview(files: File[] | string, signal?: AbortSignal): Promise<ImportPreview>;
  /**
   * Imports `.jsonl`, `.jsonl.gz` and text files as one new log, merged by time.
   *
   * @throws LogImportError `too_large` (1 GB of text in one file), `unreadable`, `empty`; nothing stays on disk then
   * @throws DOMException `AbortError` when the signal aborts, `QuotaExceededError` when the disk is full
   */
  import(
    files: File[],
    options: {
      name: string;
      tag?: string;
      /** For each of the files, also of those inside of archives. Default: none. */
      choices?: ImportChoice[];
      onProgress?: (progress: ImportProgress) => void;
    },
    signal?: AbortSignal,
  ): Promise<ImportedLog>;
  /**
   * Makes one log of several, as if all their files had been imported together. The logs stay.
   *
   * @param ids of imported logs
   * @throws what `import` throws, and RangeError when there is no such log
   */
  combine(
    ids: string[],
    options: {
      name: string;
      tag?: string;
      /** Another log that is no imported one, as files. Default: none. */
      beside?: NamedFiles;
      onProgress?: (progress: ImportProgress) => void;
    },
    signal?: AbortSignal,
  ): Promise<ImportedLog>;
  /**
   * Reads a log again with other choices, and puts the result in its place. Without the files, their records are taken from
   * the log itself; a file that was not read is missing then.
   *
   * @param choices for each file of the log; a value that is given as undefined is chosen no more
   * @throws what `import` throws; the log then stays as it was
   */
  readAgain(
    id: string,
    choices: ImportChoice[],
    options?: { files?: File[]; onProgress?: (progress: ImportProgress) => void },
    signal?: AbortSignal,
  ): Promise<ImportedLog>;
  /**
   * A reader of the log with this id, or of the newest one with this fingerprint; valid until the log is removed.
   */
  open(idOrFingerprint: string): LogReader;
  /** @throws RangeError when there is no such log */
  label(id: string, label: { name?: string; tag?: string }): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Settings that may change while the store is open. */
export interface LogStoreSettings {
  limits: LogLimits;
  /** `strict`: every commit waits for the disk. `relaxed`: commits survive a crash of the browser, not a power loss. */
  durability: "relaxed" | "strict";
}

/**
 * The log of this browser, as seen from the page. Appending never throws and never waits. Must be closed.
 */
export interface LogStore extends LogReader {
  readonly sets: ImportedLogStore;
  /** Queues an event. The caller must not change it afterwards. */
  append(event: LogEvent): void;
  subscribe(listener: (notice: LogNotice) => void): () => void;
  /** Why the log is in memory only and ends with the page; undefined while it is on disk. A change comes with a notice. */
  readonly memoryProblem: string | undefined;
  /** Resolves when everything appended so far is committed. */
  flush(): Promise<void>;
  /** Changes limits or durability. A smaller limit applies from the next line of the file. */
  configure(settings: Partial<LogStoreSettings>): Promise<void>;
  /**
   * Deletes all events, including those appended and not yet committed, and writes one `system_audit_deletion` event with their
   * number. Events appended later stay; so may the newest ones of other tabs.
   */
  clear(): Promise<void>;
  /**
   * Finds the lines in which a value stands, in any of its encodings, in the live log and in all imported ones. The value
   * stays in memory.
   *
   * @throws DOMException `AbortError` when the signal aborts
   */
  findValue(value: string, options?: ValueScanOptions): Promise<ValueReport>;
  /**
   * Rewrites all lines in which a value stands, with `[redacted]` in its place, in all tabs. Events appended so far are
   * included, and logs that are being imported: it waits for them. Lines, positions and files stay; sizes, columns and rollups
   * follow. A file may exceed its limit by what `[redacted]` is longer than the value, until it rotates.
   *
   * The signal ends the removal between two segments; the report then says what was removed so far, and so it does when there
   * was no room for the rewritten lines.
   */
  removeValue(value: string, options?: ValueScanOptions): Promise<ValueReport>;
  /** The chain over the sealed lines of the structured file: whoever has it can see later whether these were changed. */
  exportChain(): Promise<ExportedChain>;
  /** Compares the log, or exported files, with its chain. @throws DOMException `AbortError`; RangeError: a file is too large */
  verify(
    given?: { files: File[]; chain: File },
    options?: { onProgress?: (progress: ChainProgress) => void; signal?: AbortSignal },
  ): Promise<ChainReport>;
  close(): Promise<void>;
}
