import { createCallNames } from "../../formats/prototype/call-names.ts";
import { LogImportError } from "../import-error.ts";
import type { GrowingBlock } from "../columns/field-block-builder.ts";
import type { ImportedRows } from "../columns/pack-field-block.ts";
import { freeTapes, releaseTape } from "../columns/value-tape.ts";
import type { ImportedFile, LogFileName, LogLimits } from "../log-store.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { sealSegment } from "../write/seal-slices.ts";
import { placeLines } from "../write/rotation.ts";
import { segmentBytes, type FileRows } from "./file-rows.ts";
import { findRepeatedFiles } from "./find-repeated-files.ts";
import { labelSources } from "./label-sources.ts";
import type { LogSource } from "./log-source.ts";
import { mergeByTime, type RowSlice } from "./merge-by-time.ts";
import { orderParts } from "./part-order.ts";
import { readFileRows, type PartBorder } from "./read-file-rows.ts";
import { compareSeq, createSeenEvents } from "./seen-events.ts";
import { createOverlapSkipper } from "./skip-overlap.ts";

/** Segments written in one transaction, which costs as much as writing one of them. More would only take memory. */
const segmentsPerWrite = 4;
const writesInFlight = 2;

const file: LogFileName = "tts_structured.jsonl";

/** Limits of an imported log: it is never rotated. */
export const importLimits: LogLimits = {
  "tts_utility.log": { maxBytes: Infinity, backups: 0 },
  "tts_errors.log": { maxBytes: Infinity, backups: 0 },
  "tts_structured.jsonl": { maxBytes: Infinity, backups: 0 },
};

/**
 * Imports files into an empty storage, merged by time. The parts of one log follow one another; what stands in several files
 * is imported once.
 *
 * @throws LogImportError `too_large`, `unreadable` or `empty`; the storage then holds part of the log and should be deleted
 * @throws DOMException `AbortError` when the signal aborts; `QuotaExceededError` when the disk is full
 */
export async function importLog(
  storage: LogStorage,
  given: LogSource[],
  onLines: (lines: number) => void,
  signal: AbortSignal,
): Promise<ImportedFile[]> {
  const imported = given.map(({ name, log, sizeBytes = 0, modifiedMs, choice }): ImportedFile => {
    const isChosen = Object.keys(choice).length > 0;
    const chosen = { ...(log !== undefined && { log }), ...(isChosen && { choice }) };
    return { name, sizeBytes, modifiedMs, lines: 0, brokenLines: 0, ...chosen };
  });
  for (const [index, repeated] of await findRepeatedFiles(given, signal)) imported[index]!.repeats = repeated;
  const isRead = (index: number) => imported[index]!.repeats === undefined;
  const logs = orderLogs(given).map((parts) => parts.filter(isRead));
  const sources = await labelSources(given, logs);
  const writer = await createSegmentWriter(storage);
  const seen = createSeenEvents();
  // A single file has no other one to repeat.
  const isAlone = sources.length === 1;
  const isSkipped = (rows: FileRows, row: number) =>
    !isAlone && seen.isRepeated(rows, row) && !keepsAll(sources[rows.file]!);
  let lines = 0;
  let segment = emptySegment();
  const close = async () => {
    if (segment.lines > 0) await writer.add(segment);
    lines += segment.lines;
    onLines(lines);
    segment = emptySegment();
  };
  for await (const { rows, from, to } of mergeByTime(
    logs.map((parts) => readParts(parts, sources, imported)),
    compareSeq,
  )) {
    for (let start = from; start < to;) {
      signal.throwIfAborted();
      if (isSkipped(rows, start)) {
        countSkipped(imported[rows.file]!, 1);
        start++;
        continue;
      }
      let end = start + 1;
      while (end < to && !isSkipped(rows, end)) end++;
      // The row at `end` was repeated, if there is one.
      for (let at = start; at < end;) {
        at = gather(segment, rows, at, end);
        if (segment.sizeBytes >= segmentBytes) await close();
      }
      if (end < to) countSkipped(imported[rows.file]!, 1);
      start = end + 1;
    }
  }
  await close();
  await writer.end();
  signal.throwIfAborted();
  if (lines === 0) throw holdsNoLine(imported);
  return imported;
}

/** The parts of each log, as of `orderParts`. */
function orderLogs(sources: LogSource[]): number[][] {
  const byLog = Map.groupBy(sources.keys(), (index) => sources[index]!.log);
  return [...byLog.values()].flatMap((indexes) =>
    orderParts(indexes.map((index) => sources[index]!.name)).map((parts) => parts.map((at) => indexes[at]!)),
  );
}

function holdsNoLine(imported: ImportedFile[]): LogImportError {
  const damaged = imported.find(({ notes = [] }) => notes.length > 0);
  if (damaged === undefined) return new LogImportError({ kind: "empty", message: "the files hold no line" });
  return new LogImportError({
    kind: "unreadable",
    message: `${damaged.name}: the packed file is damaged from its start`,
  });
}

/** Reads the parts of one log one after another. */
async function* readParts(parts: number[], sources: LogSource[], imported: ImportedFile[]): AsyncGenerator<FileRows> {
  const overlap = createOverlapSkipper();
  const nameCall = createCallNames();
  let border: PartBorder = {};
  for (const [place, index] of parts.entries()) {
    const next = parts[place + 1];
    border = {
      nameCall,
      isOnly: parts.length === 1,
      before: border.after,
      next: next === undefined ? undefined : sources[next]!,
    };
    const rows = readFileRows(sources[index]!, index, imported[index]!, border);
    if (parts.length === 1 || keepsAll(sources[index]!)) yield* rows;
    else yield* overlap.next(rows, (count) => countSkipped(imported[index]!, count));
  }
}

/** Whether nothing of a file is left out, because a person wants it all, or because it was left out before. */
function keepsAll({ keepsAll = false, choice }: LogSource): boolean {
  return keepsAll || choice.isReadAnyway === true;
}

function countSkipped(imported: ImportedFile, count: number): void {
  imported.skippedLines = (imported.skippedLines ?? 0) + count;
}

/** A segment that is being filled. */
interface Gathered {
  lines: number;
  sizeBytes: number;
  slices: RowSlice<FileRows>[];
}

function emptySegment(): Gathered {
  return { lines: 0, sizeBytes: 0, slices: [] };
}

/** Adds rows until the segment is full; returns the first row that was not added. */
function gather(segment: Gathered, rows: FileRows, from: number, to: number): number {
  let end = from;
  while (end < to && segment.sizeBytes < segmentBytes) segment.sizeBytes += rows.lineBytes[end++]!;
  segment.lines += end - from;
  segment.slices.push({ rows, from, to: end });
  return end;
}

/** What a block says of imported rows. */
function importedRows({ lines, slices }: Gathered): ImportedRows {
  const file = new Uint16Array(lines);
  const rendered = new Uint8Array(lines);
  let at = 0;
  for (const { rows, from, to } of slices) {
    file.fill(rows.file, at, at + to - from);
    for (let row = from; row < to; row++) rendered[at++] = rows.rendered[row]!;
  }
  return { file, rendered };
}

/** The block that reading made of all rows of a segment, where they came together. */
function blockOf([first, second]: RowSlice<FileRows>[]): GrowingBlock | undefined {
  if (first === undefined || second !== undefined) return undefined;
  const { rows, from, to } = first;
  return from === 0 && to === rows.length ? rows.block : undefined;
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
      const changes = segments.flatMap((segment) => {
        const { lines, slices } = segment;
        const firstLine = structured.nextLine;
        for (const { rows, from, to } of slices) {
          placeLines(structured, state.limits[file], rows.lineBytes.slice(from, to));
        }
        const bytes = slices.flatMap(({ rows, from, to }) => rows.bytes(from, to));
        const unsealed = { file, firstLine, lines, bytes, imported: importedRows(segment), block: blockOf(slices) };
        return sealSegment(transaction, unsealed);
      });
      await Promise.all([...changes, transaction.writeState(state)]);
    });
    // Not before: a write that lost its database is made again.
    const release = () => {
      for (const { slices } of segments) {
        const block = blockOf(slices);
        if (block !== undefined) releaseTape(block.tape);
      }
    };
    written.then(release, () => {
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
      freeTapes();
    },
  };
}
