import type { TimeRange } from "../analytics/call-rollups.ts";
import type { EventColumns } from "../analytics/event-columns.ts";
import type { LogSummary } from "../analytics/summary.ts";
import type { LogEvent, LogLevel } from "../logging/log-event.ts";

/** The three log files. */
export const logFileNames = ["tts_utility.log", "tts_errors.log", "tts_structured.jsonl"] as const;
export type LogFileName = (typeof logFileNames)[number];

/** How much of one file is kept. */
export interface LogFileLimit {
  /** Largest size of the current file and of each backup, in bytes. */
  maxBytes: number;
  /** Backups kept beside the current file. */
  backups: number;
}

export type LogLimits = Record<LogFileName, LogFileLimit>;

/** The documented sizes: 10 MB + 5, 5 MB + 3, 20 MB + 3 (a megabyte is 1024 * 1024 bytes, as in the prototype). */
export const defaultLogLimits: LogLimits = {
  "tts_utility.log": { maxBytes: 10 * 1024 * 1024, backups: 5 },
  "tts_errors.log": { maxBytes: 5 * 1024 * 1024, backups: 3 },
  "tts_structured.jsonl": { maxBytes: 20 * 1024 * 1024, backups: 3 },
};

/** One file as it would be exported: the current one or a numbered backup. */
export interface LogFilePart {
  file: LogFileName;
  /** 0 is the current file, 1 the newest backup. */
  backup: number;
  /** Exact size of the export in bytes. */
  sizeBytes: number;
  lines: number;
}

/** Which kept events to read. All given conditions must hold; an empty list holds for nothing. */
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
  /** Found anywhere in the JSON line; capital and small letters are equal, Russian ones too. */
  substring?: string;
}

/** A record with its place in the log; `position` grows with time and never repeats. */
export interface StoredEvent {
  position: number;
  event: LogEvent;
}

/** Which rows of the answer to deliver. Without `before` and `aroundMs`: the newest. */
export interface LogPageRequest {
  limit: number;
  /** Rows older than this position. */
  before?: number;
  /** Rows on both sides of the moment, half of `limit` each; milliseconds since the epoch. */
  aroundMs?: number;
  /** Called while the scan goes on, with what is known so far (`complete` is false). */
  onPartial?: (page: LogPage) => void;
}

export interface LogPage {
  /** Newest first. */
  rows: StoredEvent[];
  /** Events that match in all that was scanned. */
  total: number;
  /** False while the scan goes on: `total` is then "so far". */
  complete: boolean;
}

/** The log grew up to `position`, in this tab or another; `dropped` counts events lost since the store was opened. */
export interface LogNotice {
  position: number;
  dropped: number;
}

/** Where the log lives: on disk, in memory because the browser gave no storage, or nowhere while the worker restarts. */
export type StorageKind = "indexeddb" | "memory" | "restarting";

/** Time from when an event happened until it was committed, in milliseconds: median and 99th percentile. */
export interface CommitLatency {
  p50Ms: number;
  p99Ms: number;
}

/** What `getLogStats()` tells about the log itself. */
export interface LogStats {
  storage: StorageKind;
  /** Why `storage` is not `indexeddb`, in one sentence. */
  storageProblem?: string;
  parts: LogFilePart[];
  totalBytes: number;
  /** Events kept in the structured file. */
  events: number;
  byLevel: Record<string, number>;
  byEvent: Record<string, number>;
  /** Milliseconds since the epoch; absent while the log is empty. */
  firstMs?: number;
  lastMs?: number;
  /** Events lost since this tab opened the store, by reason. */
  dropped: Record<string, number>;
  /** `system_log_gap` events among the kept ones. */
  gaps: number;
  /** Events handed over and not yet committed. */
  queueLength: number;
  /** What the browser grants and uses for this origin, in bytes; absent where it does not say. */
  quotaBytes?: number;
  usageBytes?: number;
  /** Whether the browser promised to keep the log under disk pressure. */
  persisted: boolean;
  /**
   * Cost of logging measured in this tab since it opened; 0 before the first event. The page's part is the hand-over to the
   * worker, the worker's is rendering and writing, with the wait for the database.
   */
  cost: {
    events: number;
    pageMicrosPerEvent: number;
    workerMicrosPerEvent: number;
  };
  /** From when an event of this tab happened until it was committed, over the newest thousand. */
  storedWithin: CommitLatency;
}

/** A log that can be read: the live one or an imported set. */
export interface LogReader {
  /** @throws DOMException `AbortError` when the signal aborts */
  query(filter: LogFilter, page: LogPageRequest, signal?: AbortSignal): Promise<LogPage>;
  /**
   * Somebody is about to search for a substring: what is remembered for a minute after a search is read now, in the background.
   *
   * @throws DOMException `AbortError` when the signal aborts
   */
  readAhead(signal: AbortSignal): Promise<void>;
  /** Columns of the kept events from `fromMs` (inclusive) to `toMs` (exclusive), oldest first; whole blocks may reach beyond. */
  columns(range: TimeRange, signal?: AbortSignal): Promise<EventColumns[]>;
  /** Exact numbers about the calls in a range, computed in the worker from columns. */
  summarize(range: TimeRange, signal?: AbortSignal): Promise<LogSummary>;
  parts(): Promise<LogFilePart[]>;
  /** The bytes of one part, composed by reference: nothing is copied before somebody reads it, and rotation does not hurt it. */
  exportPart(file: LogFileName, backup: number): Promise<Blob>;
  getLogStats(): Promise<LogStats>;
}

/** One file that was read into a set. */
export interface ImportedFile {
  name: string;
  sizeBytes: number;
  /** Absent when the file was empty. */
  encoding?: string;
  lines: number;
  /** Lines that could not be parsed; the first 100,000 of an import are kept as `import_broken_line` events. */
  brokenLines: number;
  /** Time span, in milliseconds since the epoch. */
  firstMs?: number;
  lastMs?: number;
}

/** Somebody else's log beside the live one. */
export interface ImportedLog {
  id: string;
  name: string;
  /** What the user filed it under: a ticket, a customer; may be empty. */
  tag: string;
  importedAtMs: number;
  files: ImportedFile[];
}

/** How far an import got; bytes are those of the files as they are, packed or not. */
export interface ImportProgress {
  doneBytes: number;
  totalBytes: number;
  lines: number;
}

/** The imported sets. They are shared by all tabs and stay until they are removed. */
export interface ImportedLogStore {
  /** Newest first. */
  list(): Promise<ImportedLog[]>;
  /**
   * Reads `.jsonl`, `.jsonl.gz` and text files, several parts merged by time, into a new set.
   *
   * @throws LogImportError `too_large` (1 GB of text in one file), `unreadable`, `empty`; nothing is left behind
   * @throws DOMException `AbortError` when the signal aborts, `QuotaExceededError` when the disk is full
   */
  import(
    files: File[],
    options: { name: string; tag?: string; onProgress?: (progress: ImportProgress) => void },
    signal?: AbortSignal,
  ): Promise<ImportedLog>;
  /** A reader of the set; it stays valid until the set is removed. */
  open(id: string): LogReader;
  /** @throws RangeError when there is no such set */
  label(id: string, label: { name?: string; tag?: string }): Promise<void>;
  remove(id: string): Promise<void>;
}

/** What may be changed while the store is open. */
export interface LogStoreSettings {
  limits: LogLimits;
  /** `strict` waits for the disk at every commit; `relaxed` survives a crash of the browser, not a loss of power. */
  durability: "relaxed" | "strict";
}

/**
 * The log as everyone but the worker sees it. Appending never throws and never waits.
 *
 * Must be closed.
 */
export interface LogStore extends LogReader {
  readonly sets: ImportedLogStore;
  /** Takes the event over: the caller must not change it afterwards. */
  append(event: LogEvent): void;
  subscribe(listener: (notice: LogNotice) => void): () => void;
  /** Resolves when everything appended so far is committed. */
  flush(): Promise<void>;
  /** Changes limits or durability; a smaller limit takes hold at the next line of the file. */
  configure(settings: Partial<LogStoreSettings>): Promise<void>;
  /**
   * Deletes every kept event and all that was appended before; a `system_log_cleared` event remains and says how many there
   * were. What is appended later stays, and so may the last moments of other tabs.
   */
  clear(): Promise<void>;
  close(): Promise<void>;
}
