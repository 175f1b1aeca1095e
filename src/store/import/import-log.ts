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

/** Text that one import may hold in all, unpacked. */
const maxImportBytes = 1024 * 1024 * 1024;
/** Broken lines that are kept as records; further ones are only counted. */
const maxBrokenKept = 100_000;
/** Lines that are gathered before they become a block, in bytes. */
const blockBytes = 1024 * 1024;
/** A transaction costs as much as writing a block; more of them at once would only take memory. */
const blocksPerWrite = 4;
const writesInFlight = 2;

const file = "tts_structured.jsonl";

/** An imported set is never rotated. */
export const importLimits: LogLimits = {
  "tts_utility.log": { maxBytes: Infinity, backups: 0 },
  "tts_errors.log": { maxBytes: Infinity, backups: 0 },
  "tts_structured.jsonl": { maxBytes: Infinity, backups: 0 },
};

/**
 * Reads files into an empty storage, merged by time.
 *
 * @throws LogImportError `too_large`, `unreadable` or `empty`; the storage then holds a part and should be removed
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
  const budget = { broken: maxBrokenKept };
  const described = files.map((file): ImportedFile => ({
    name: file.name,
    sizeBytes: file.size,
    lines: 0,
    brokenLines: 0,
  }));
  const sources = files.map((file, index) => parseFile(file, described[index]!, budget, progress));
  const writer = await createBlockWriter(storage);
  let block = emptyBlock();
  const close = async () => {
    if (block.lines > 0) await writer.add(block);
    progress.lines += block.lines;
    onProgress({ ...progress });
    block = emptyBlock();
  };
  for await (const { rows, from, to } of mergeByTime(sources)) {
    for (let start = from; start < to;) {
      signal.throwIfAborted();
      start = gather(block, rows, start, to);
      if (block.sizeBytes >= blockBytes) await close();
    }
  }
  await close();
  await writer.end();
  signal.throwIfAborted();
  if (described.every(({ lines }) => lines === 0)) throw new LogImportError("empty", "the files hold no line");
  return described;
}

async function* parseFile(
  file: File,
  described: ImportedFile,
  budget: { broken: number },
  progress: ImportProgress,
): AsyncGenerator<ParsedLines> {
  const options = {
    maxBytes: maxImportBytes,
    onBytes: (bytes: number) => void (progress.doneBytes += bytes),
    onEncoding: (encoding: string) => void (described.encoding = encoding),
  };
  const parse = createLinesParser({ name: file.name, timeMs: file.lastModified }, described, () => budget.broken-- > 0);
  for await (const lines of named(file.name, readLines(file, options))) {
    const parsed = parse(lines);
    for (let row = 0; row < parsed.length; row++) {
      const time = parsed.timeMs[row]!;
      described.firstMs = Math.min(described.firstMs ?? time, time);
      described.lastMs = Math.max(described.lastMs ?? time, time);
    }
    yield parsed;
  }
}

/** Of several files somebody must know which one cannot be read. */
async function* named(name: string, lines: AsyncIterable<FileLines>): AsyncGenerator<FileLines> {
  try {
    yield* lines;
  } catch (error) {
    if (!(error instanceof LogImportError)) throw error;
    throw new LogImportError(error.kind, `${name}: ${error.message}`, error);
  }
}

/** What will be a block: lines and columns by reference. */
type Gathered = Omit<UnsealedSegment, "file" | "firstLine"> & { sizeBytes: number };

function emptyBlock(): Gathered {
  return { lines: 0, sizeBytes: 0, bytes: [], columns: [] };
}

/** Takes rows until the block is full; gives the first row that was not taken. */
function gather(block: Gathered, rows: ParsedLines, from: number, to: number): number {
  let end = from;
  while (end < to && block.sizeBytes < blockBytes) block.sizeBytes += rows.columns.lineBytes[end++]!;
  block.lines += end - from;
  block.bytes.push(...rows.bytes(from, end));
  block.columns.push(sliceColumns(rows.columns, from, end));
  return end;
}

/** Writes blocks, some in one transaction, while the next ones are parsed. Nobody else writes to the storage meanwhile. */
async function createBlockWriter(storage: LogStorage) {
  const state = await storage.read((transaction) => transaction.readState());
  const structured = state.files[file];
  const writing: Promise<void>[] = [];
  let waiting: Gathered[] = [];

  function write(blocks: Gathered[]): void {
    // Nothing is awaited between the requests, so the transaction is one errand for the database.
    const written = storage.write(async (transaction) => {
      const changes = blocks.flatMap(({ lines, bytes, columns }) => {
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
    async add(block: Gathered): Promise<void> {
      waiting.push(block);
      if (waiting.length < blocksPerWrite) return;
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
