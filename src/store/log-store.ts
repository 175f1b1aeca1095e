import type { LogEvent, LogLevel } from "../logging/log-event.ts";

/** The three log files. */
export const logFileNames = ["tts_utility.log", "tts_errors.log", "tts_structured.jsonl"] as const;
export type LogFileName = (typeof logFileNames)[number];

/** One file as it would be exported: the current one or a numbered backup. */
export interface LogFilePart {
  file: LogFileName;
  /** 0 is the current file, 1 the newest backup. */
  backup: number;
  /** Exact size of the export in bytes. */
  sizeBytes: number;
  lines: number;
}

/** Which kept events to read. All given conditions must hold. */
export interface LogFilter {
  levels?: LogLevel[];
  services?: string[];
  events?: string[];
  requestId?: string;
  sessionId?: string;
  /** Milliseconds since the epoch, inclusive / exclusive. */
  fromMs?: number;
  toMs?: number;
  /** Case-insensitive, over the whole line. */
  substring?: string;
}

/** A record with its place in the log; `position` grows with time and never repeats. */
export interface StoredEvent {
  position: number;
  event: LogEvent;
}

export interface LogPage {
  /** Newest first. */
  rows: StoredEvent[];
  /** Events that match in all that was scanned. */
  total: number;
  /** False while the scan goes on: `total` is then "so far". */
  complete: boolean;
}

/** The log grew up to `position`; `dropped` counts events lost since the store was opened. */
export interface LogNotice {
  position: number;
  dropped: number;
}

/**
 * The log as everyone but the worker sees it. Appending never throws and never waits.
 *
 * Must be closed.
 */
export interface LogStore {
  append(event: LogEvent): void;
  query(filter: LogFilter, page: { before?: number; limit: number }, signal?: AbortSignal): Promise<LogPage>;
  subscribe(listener: (notice: LogNotice) => void): () => void;
  parts(): Promise<LogFilePart[]>;
  /** The bytes of one part, composed by reference: nothing is copied before somebody reads it. */
  exportPart(file: LogFileName, backup: number): Promise<Blob>;
  /** Resolves when everything appended so far is committed. */
  flush(): Promise<void>;
  clear(): Promise<void>;
  close(): Promise<void>;
}
