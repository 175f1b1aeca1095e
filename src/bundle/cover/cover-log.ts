import { readRecord } from "../../basics/record.ts";
import type { LogCover } from "./log-cover.ts";
import { createLogCounts, type LogCounts } from "../write/log-counts.ts";
import { partPaths } from "../manifest.ts";
import { createPartWriter, type WrittenPart } from "../write/part-writer.ts";
import { readLines } from "../../basics/read-lines.ts";

/** A log as it may leave. */
export interface CoveredLog {
  part: WrittenPart;
  counts: LogCounts;
}

/** How covering a log is followed. */
export interface CoverLogOptions {
  /** Told which share of the work is done, from 0 to 1. */
  onProgress?: (share: number) => void;
  /** Sees each line before it is covered, such as the calls whose sounds go along. */
  onLine?: (line: Record<string, unknown>) => void;
}

/** So much of the time is spent on learning. */
const learningShare = 0.25;

/**
 * Covers a log line by line: it is read twice, because a value may stand in a text before it stands in its field. At most a
 * megabyte of it is in memory, besides ids. A line that is no JSON object is left out and counted by nobody: the store has none.
 *
 * @param log lines in JSON, oldest first
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function coverLog(
  log: Blob,
  cover: LogCover,
  { onProgress, onLine }: CoverLogOptions = {},
  signal?: AbortSignal,
): Promise<CoveredLog> {
  const size = Math.max(1, log.size);
  const learned = (doneBytes: number): void => onProgress?.((doneBytes / size) * learningShare);
  for await (const lines of readLines(log, learned, signal)) {
    for (const text of lines) {
      const line = readRecord(text);
      if (line) cover.learn(line);
    }
  }
  const counts = createLogCounts();
  const writer = createPartWriter(partPaths.log);
  const covered = (doneBytes: number): void => onProgress?.(learningShare + (doneBytes / size) * (1 - learningShare));
  for await (const lines of readLines(log, covered, signal)) {
    for (const text of lines) {
      const line = readRecord(text);
      if (!line) continue;
      counts.add(line);
      onLine?.(line);
      writer.add(`${cover.line(text, line)}\n`);
    }
  }
  return { part: writer.finish(counts.counts().lines), counts };
}
