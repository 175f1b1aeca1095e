import { renderJsonLine } from "../logging/render-line.ts";
import { columnRow } from "./columns.ts";
import { commitLines } from "./commit-lines.ts";
import { LogImportError } from "./import-error.ts";
import { lineSizes } from "./line-bytes.ts";
import type { LogShelf } from "./log-shelf.ts";
import type { ImportedFile, ImportProgress, LogLimits } from "./log-store.ts";
import { createTail } from "./log-tail.ts";
import { mergeByTime } from "./merge-by-time.ts";
import { parseLine, type ParsedLine } from "./parse-line.ts";
import { readLines } from "./read-lines.ts";

/** Text that one import may hold in all, unpacked. */
const maxImportBytes = 1024 * 1024 * 1024;
/** Broken lines that are kept as records; further ones are only counted. */
const maxBrokenKept = 100_000;
/** Text that is gathered before it becomes a block, in UTF-16 units. */
const blockLength = 1024 * 1024;

/** An imported set is never rotated. */
export const importLimits: LogLimits = {
  "tts_utility.log": { maxBytes: Infinity, backups: 0 },
  "tts_errors.log": { maxBytes: Infinity, backups: 0 },
  "tts_structured.jsonl": { maxBytes: Infinity, backups: 0 },
};

/** A parsed line with its moment, for the merge. */
type TimedLine = ParsedLine & { text: string; timeMs: number };

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
  let length = 0;
  for await (const lines of mergeByTime(sources)) {
    signal.throwIfAborted();
    for (const line of lines) {
      gathered.push(line);
      length += line.text.length;
      if (length < blockLength) continue;
      await store(shelf, gathered);
      progress.lines += gathered.length;
      onProgress({ ...progress });
      gathered = [];
      length = 0;
      signal.throwIfAborted();
    }
  }
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
      parsed.push({ ...one, timeMs, text: one.unchanged ? line.text : renderJsonLine(one.event) });
    }
    yield parsed;
  }
}

async function store(shelf: LogShelf, lines: TimedLine[]): Promise<void> {
  if (lines.length === 0) return;
  const bytes = new TextEncoder().encode(lines.map(({ text }) => text).join("\n") + "\n");
  const lineBytes = lineSizes(bytes);
  const events = lines.map(({ event }) => event);
  const columns = events.map((event, index) => columnRow(event, lineBytes[index]!));
  const batch = [{ file: "tts_structured.jsonl" as const, bytes, lineBytes, columns, events }];
  await shelf.write(async (transaction) => {
    const state = await transaction.readState();
    // Sealed at once: an import gathers whole blocks itself.
    await commitLines(transaction, state, createTail(), batch, 0);
  });
}
