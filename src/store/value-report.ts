import type { defaultLogFiles } from "../settings/storage-sizes.ts";

/** Name of a log file. */
type LogFileName = keyof typeof defaultLogFiles;

/** Where a value stands in one file part. */
export interface ValueInPart {
  file: LogFileName;
  backup: number;
  lines: number;
  occurrences: number;
}

/** A line in which a value stands, told without it. */
export interface LineWithValue {
  file: LogFileName;
  backup: number;
  /** In its file part, from 1. */
  number: number;
  /** Of its event: UTC, ISO 8601; in seconds in the text files. */
  timestamp: string;
  /** Event and message, with `[redacted]` in place of the value; cut. */
  text: string;
}

/** Where a value stands in one log. */
export interface ValueInLog {
  /** Of the imported log; absent: the live one. */
  id?: string;
  /** Of the imported log, without the value. */
  name?: string;
  /** Occurrences in the name and the tag of an imported log and in the names of its files. */
  inNames: number;
  /** Only parts in which it stands. */
  parts: ValueInPart[];
  /** At most 100. */
  lines: LineWithValue[];
}

/** Where a value stands, or stood, in the live log and in the imported ones. */
export interface ValueReport {
  /** Only logs in which it stands. */
  logs: ValueInLog[];
  /** False when a removal was cancelled or failed: lines that are not in the report may still hold the value. */
  complete: boolean;
  /** Name of the error by which a removal failed, such as `QuotaExceededError`. */
  problem?: string;
  /** True when the browser gave no access to the imported logs. */
  importedLogsUnread: boolean;
}

/** Progress of a scan for a value over all logs. */
export interface ValueProgress {
  doneBytes: number;
  totalBytes: number;
}

/** Options of a scan for a value. */
export interface ValueScanOptions {
  onProgress?: (progress: ValueProgress) => void;
  signal?: AbortSignal;
}
