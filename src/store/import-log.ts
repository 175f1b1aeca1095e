import type { LogEvent } from "../logging/log-event.ts";
import { renderJsonLine } from "../logging/render-line.ts";
import { columnRow } from "./columns.ts";
import { commitLines } from "./commit-lines.ts";
import { LogImportError } from "./import-error.ts";
import type { LogShelf } from "./log-shelf.ts";
import type { ImportedFile, ImportProgress, LogLimits } from "./log-store.ts";
import { createTail } from "./log-tail.ts";
import { mergeByTime } from "./merge-by-time.ts";
import { parseLine } from "./parse-line.ts";
import { readLines } from "./read-lines.ts";

/** Text that one import may hold in all, unpacked. */
const maxImportBytes = 1024 * 1024 * 1024;
/** Broken lines that are kept as records; further ones are only counted. */
const maxBrokenKept = 100_000;
/** Lines that are gathered before they become a block, in bytes. */
const blockBytes = 1024 * 1024;

const lineFeed = 10;
const encoder = new TextEncoder();

/** An imported set is never rotated. */
export const importLimits: LogLimits = {
  "tts_utility.log": { maxBytes: Infinity, backups: 0 },
  "tts_errors.log": { maxBytes: Infinity, backups: 0 },
  "tts_structured.jsonl": { maxBytes: Infinity, backups: 0 },
};

/** An event with its moment, for the merge, and its line in UTF-8 without the line feed. */
interface TimedLine {
  event: LogEvent;
  timeMs: number;
  bytes: Uint8Array;
}

/**
 * Reads files into an empty shelf, merged by time.
 *
 * @throws LogImportError `too_large`, `unreadable` or `empty`; the shelf then holds a part and should be removed
 * @throws DOMException `AbortError` when the signal aborts; `QuotaExceededError` when the disk is full
 */
export async function importLog(
  shelf: LogShelf,
  files: File[],
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<ImportedFile[]> {
  const progress: ImportProgress = {
    doneBytes: 0,
    totalBytes: files.reduce((sum, { size }) => sum + size, 0),
    lines: 0,
  };
  const budget = { broken: maxBrokenKept };
  const described = files.map((file): ImportedFile => ({
    name: file.name,
    sizeBytes: file.size,
    lines: 0,
    brokenLines: 0,
  }));
  const sources = files.map((file, index) => parseFile(file, described[index]!, budget, progress));
  let gathered: TimedLine[] = [];
  let bytes = 0;
  // The database writes one block while the next one is parsed.
  let storing = Promise.resolve();
  for await (const lines of mergeByTime(sources)) {
    signal.throwIfAborted();
    for (const line of lines) {
      gathered.push(line);
      bytes += line.bytes.length;
      if (bytes < blockBytes) continue;
      await storing;
      storing = store(shelf, gathered);
      storing.catch(() => {
        // Thrown where it is awaited; until then it must not count as unhandled.
      });
      progress.lines += gathered.length;
      onProgress({ ...progress });
      gathered = [];
      bytes = 0;
      signal.throwIfAborted();
    }
  }
  await storing;
  await store(shelf, gathered);
  if (described.every(({ lines }) => lines === 0)) throw new LogImportError("empty", "the files hold no line");
  return described;
}

async function* parseFile(
  file: File,
  described: ImportedFile,
  budget: { broken: number },
  progress: ImportProgress,
): AsyncGenerator<TimedLine[]> {
  let timestamp = new Date(file.lastModified).toISOString();
  const options = {
    maxBytes: maxImportBytes,
    onBytes: (bytes: number) => void (progress.doneBytes += bytes),
    onEncoding: (encoding: string) => void (described.encoding = encoding),
  };
  for await (const lines of readLines(file, options)) {
    const parsed: TimedLine[] = [];
    for (const line of lines) {
      const one = parseLine(line, { file: file.name, timestamp });
      described.lines++;
      if (one.broken) described.brokenLines++;
      if (one.broken && budget.broken-- <= 0) continue;
      ({ timestamp } = one.event);
      const timeMs = Date.parse(timestamp);
      described.firstMs = Math.min(described.firstMs ?? timeMs, timeMs);
      described.lastMs = Math.max(described.lastMs ?? timeMs, timeMs);
      const kept = one.unchanged ? line.bytes : undefined;
      parsed.push({ event: one.event, timeMs, bytes: kept ?? encoder.encode(renderJsonLine(one.event)) });
    }
    yield parsed;
  }
}

async function store(shelf: LogShelf, lines: TimedLine[]): Promise<void> {
  if (lines.length === 0) return;
  const lineBytes = lines.map(({ bytes }) => bytes.length + 1);
  const events = lines.map(({ event }) => event);
  const bytes = joinLines(lines, lineBytes);
  const columns = events.map((event, index) => columnRow(event, lineBytes[index]!, lines[index]!.timeMs));
  const batch = [{ file: "tts_structured.jsonl" as const, bytes, lineBytes, columns, events }];
  await shelf.write(async (transaction) => {
    const state = await transaction.readState();
    // Sealed at once: an import gathers whole blocks itself.
    await commitLines(transaction, state, createTail(), batch, 0);
  });
}

function joinLines(lines: TimedLine[], lineBytes: number[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(lineBytes.reduce((sum, size) => sum + size, 0));
  let at = 0;
  for (const { bytes } of lines) {
    joined.set(bytes, at);
    at += bytes.length;
    joined[at++] = lineFeed;
  }
  return joined;
}
