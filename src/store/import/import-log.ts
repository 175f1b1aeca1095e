import { sliceColumns } from "../columns/column-builder.ts";
import { sealSegment, type UnsealedSegment } from "../write/commit-batch.ts";
import { LogImportError } from "../import-error.ts";
import type { FileLines } from "./line-splitter.ts";
import { placeLines } from "../write/rotation.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import type { ImportedFile, ImportProgress, LogLimits } from "../log-store.ts";
import { mergeByTime } from "./merge-by-time.ts";
import { createLinesParser, type ParsedLines } from "./parse-lines.ts";
import { readLines } from "./read-lines.ts";

/** Largest size of one file after decompression, in bytes. */
const maxImportBytes = 1024 * 1024 * 1024;
/** Broken lines of an import that are stored as events; further ones are only counted. */
const maxBrokenEvents = 100_000;
/** Size at which a segment is sealed, in bytes. */
const segmentBytes = 1024 * 1024;
/** Segments written in one transaction, which costs as much as writing one of them. More would only take memory. */
const segmentsPerWrite = 4;
const writesInFlight = 2;

const file = "tts_structured.jsonl";

/** Limits of an imported log: it is never rotated. */
export const importLimits: LogLimits = {
  "tts_utility.log": { maxBytes: Infinity, backups: 0 },
  "tts_errors.log": { maxBytes: Infinity, backups: 0 },
  "tts_structured.jsonl": { maxBytes: Infinity, backups: 0 },
};

/**
 * Imports files into an empty storage, merged by time.
 *
 * @throws LogImportError `too_large`, `unreadable` or `empty`; the storage then holds part of the log and should be deleted
 * @throws DOMException `AbortError` when the signal aborts; `QuotaExceededError` when the disk is full
 */
export async function importLog(
  storage: LogStorage,
  files: File[],
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<ImportedFile[]> {
  const progress: ImportProgress = {
    doneBytes: 0,
    totalBytes: files.reduce((sum, { size }) => sum + size, 0),
    lines: 0,
  };
  const budget = { broken: maxBrokenEvents };
  const imported = files.map((file): ImportedFile => ({
    name: file.name,
    sizeBytes: file.size,
    lines: 0,
    brokenLines: 0,
  }));
  const sources = files.map((file, index) => parseFile(file, imported[index]!, budget, progress));
  const writer = await createSegmentWriter(storage);
  let segment = emptySegment();
  const close = async () => {
    if (segment.lines > 0) await writer.add(segment);
    progress.lines += segment.lines;
    onProgress({ ...progress });
    segment = emptySegment();
  };
  for await (const { rows, from, to } of mergeByTime(sources)) {
    for (let start = from; start < to;) {
      signal.throwIfAborted();
      start = gather(segment, rows, start, to);
      if (segment.sizeBytes >= segmentBytes) await close();
    }
  }
  await close();
  await writer.end();
  signal.throwIfAborted();
  if (imported.every(({ lines }) => lines === 0))
    throw new LogImportError({ kind: "empty", message: "the files hold no line" });
  return imported;
}

async function* parseFile(
  file: File,
  imported: ImportedFile,
  budget: { broken: number },
  progress: ImportProgress,
): AsyncGenerator<ParsedLines> {
  const options = {
    maxBytes: maxImportBytes,
    onBytes: (bytes: number) => void (progress.doneBytes += bytes),
    onEncoding: (encoding: string) => void (imported.encoding = encoding),
  };
  const parse = createLinesParser({ name: file.name, timeMs: file.lastModified }, imported, () => budget.broken-- > 0);
  for await (const lines of withFileName(file.name, readLines(file, options))) {
    const parsed = parse(lines);
    for (let row = 0; row < parsed.length; row++) {
      const time = parsed.timeMs[row]!;
      imported.firstMs = Math.min(imported.firstMs ?? time, time);
      imported.lastMs = Math.max(imported.lastMs ?? time, time);
    }
    yield parsed;
  }
}

/** Adds the name of the file to an import error. */
async function* withFileName(name: string, lines: AsyncIterable<FileLines>): AsyncGenerator<FileLines> {
  try {
    yield* lines;
  } catch (error) {
    if (!(error instanceof LogImportError)) throw error;
    throw new LogImportError({ kind: error.kind, message: `${name}: ${error.message}`, cause: error });
  }
}

/** A segment that is being filled: lines and columns by reference. */
type Gathered = Omit<UnsealedSegment, "file" | "firstLine"> & { sizeBytes: number };

function emptySegment(): Gathered {
  return { lines: 0, sizeBytes: 0, bytes: [], columns: [] };
}

/** Adds rows until the segment is full; returns the first row that was not added. */
function gather(segment: Gathered, rows: ParsedLines, from: number, to: number): number {
  let end = from;
  while (end < to && segment.sizeBytes < segmentBytes) segment.sizeBytes += rows.columns.lineBytes[end++]!;
  segment.lines += end - from;
  segment.bytes.push(...rows.bytes(from, end));
  segment.columns.push(sliceColumns(rows.columns, from, end));
  return end;
}

/** Writes several segments in one transaction, while the next ones are parsed. It is the only writer of this storage. */
async function createSegmentWriter(storage: LogStorage) {
  const state = await storage.read((transaction) => transaction.readState());
  const structured = state.files[file];
  const writing: Promise<void>[] = [];
  let waiting: Gathered[] = [];

  function write(segments: Gathered[]): void {
    // Nothing is awaited between the requests, so that the database gets them all at once.
    const written = storage.write(async (transaction) => {
      const changes = segments.flatMap(({ lines, bytes, columns }) => {
        const firstLine = structured.nextLine;
        for (const { lineBytes } of columns) placeLines(structured, state.limits[file], lineBytes);
        return sealSegment(transaction, { file, firstLine, lines, bytes, columns });
      });
      await Promise.all([...changes, transaction.writeState(state)]);
    });
    written.catch(() => {
      // Thrown where it is awaited; until then it must not count as unhandled.
    });
    writing.push(written);
  }

  return {
    async add(segment: Gathered): Promise<void> {
      waiting.push(segment);
      if (waiting.length < segmentsPerWrite) return;
      if (writing.length >= writesInFlight) await writing.shift();
      write(waiting);
      waiting = [];
    },
    async end(): Promise<void> {
      if (waiting.length > 0) write(waiting);
      await Promise.all(writing);
    },
  };
}
