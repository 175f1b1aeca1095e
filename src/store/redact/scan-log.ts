import { randomUuid } from "../../basics/uuid.ts";
import type { ValueRemoval } from "../../basics/value-removal.ts";
import { chainRemoval, type RewrittenLines } from "../chain/chain-changes.ts";
import { openColumns } from "../columns/columns.ts";
import type { ImportedRows } from "../columns/pack-field-block.ts";
import { logFileNames, type LogFileName } from "../log-store.ts";
import { firstStoredLine, type LogState } from "../storage/log-state.ts";
import type { LineSlice, LogStorage, SealedSegment, StorageTransaction } from "../storage/log-storage.ts";
import type { LogTail } from "../storage/log-tail.ts";
import { singleColumns, ungroupColumns } from "../write/column-groups.ts";
import { sealSegment, sealSlices } from "../write/seal-slices.ts";
import type { LogWriter } from "../write/log-writer.ts";
import { findInLines, withRedacted, type RedactedLine } from "./redact-segment.ts";
import type { ValueTally } from "./value-tally.ts";

/** The log to scan. */
export interface ScannedLog {
  storage: LogStorage;
  tail: LogTail;
  runBetweenCommits: LogWriter["runBetweenCommits"];
  /** Of the entries in the chain; milliseconds since the epoch. Default: the system's clock. */
  epochMs?: () => number;
}

/** What a scan looks for, and what it does with it. */
export interface LogScan {
  removal: ValueRemoval;
  /** Whether lines that hold the value are rewritten, or only counted. */
  redacts: boolean;
  tally: ValueTally;
  /** Called after each segment with the bytes that were read. */
  onBytes: (bytes: number) => void;
  /** Ends the scan between two segments. */
  signal: AbortSignal;
}

/**
 * Scans all lines of a log for a value, newest segments first, and rewrites them when the scan redacts.
 *
 * Each segment is rewritten in a transaction of its own, with its columns, its rollups and the size of its file part; the tail
 * is sealed with what is left of it. So a crash, or an abort, leaves every line whole: with the value, or without it.
 */
export async function scanLog(log: ScannedLog, scan: LogScan): Promise<void> {
  // What was appended before the scan is scanned.
  const unsealed = await log.runBetweenCommits(() => (scan.redacts ? redactTail(log, scan) : scanTail(log, scan)));
  for (const file of logFileNames) await scanSegments(log, file, unsealed[file], scan);
}

/** Number of the first line of each file that is in no segment. */
type Unsealed = Record<LogFileName, number>;

/** Unsealed lines, and those of them that hold the value. */
interface ScannedSlice {
  slice: LineSlice;
  found: RedactedLine[];
}

function scanTail({ storage, tail }: ScannedLog, scan: LogScan): Promise<Unsealed> {
  return storage.read(async (transaction) => {
    const state = await transaction.readState();
    return count(state, await scanSlices(transaction, state, tail, scan), scan);
  });
}

/** Seals what is left of the tail; not rewritten in place, because a reader of the old entries could take them up again. */
async function redactTail({ storage, tail, epochMs = Date.now }: ScannedLog, scan: LogScan): Promise<Unsealed> {
  const { state, slices } = await storage.write(async (transaction) => {
    const state = await transaction.readState();
    const slices = await scanSlices(transaction, state, tail, scan);
    if (slices.some(({ found }) => found.length > 0)) {
      const clean = slices.map((scanned) => withoutValue(state, scanned));
      await Promise.all(sealSlices(transaction, state, clean));
      const lines = linesWithValue(slices);
      if (lines) await chainRemoval(transaction, new Date(epochMs()).toISOString(), lines);
      // No segment is rewritten here, with which they would go.
      await transaction.deleteOpenings();
      await transaction.writeState({ ...state, epoch: randomUuid() });
    }
    return { state, slices };
  });
  return count(state, slices, scan);
}

async function scanSlices(
  transaction: StorageTransaction,
  state: LogState,
  tail: LogTail,
  { removal }: LogScan,
): Promise<ScannedSlice[]> {
  const stored = (await tail.slicesAt(transaction, state)).filter(
    ({ file, firstLine }) => firstLine >= firstStoredLine(state.files[file]),
  );
  return stored.map((slice) => ({ slice, found: findInLines(slice.file, slice.bytes, removal) }));
}

/** The unsealed lines of the structured file, where some of them held the value. */
function linesWithValue(slices: ScannedSlice[]): RewrittenLines | undefined {
  const ofFile = slices.filter(({ slice }) => slice.file === "tts_structured.jsonl");
  const count = ofFile.reduce((sum, { found }) => sum + occurrencesIn(found), 0);
  const lines = ofFile.reduce((sum, { slice }) => sum + slice.lines, 0);
  return count === 0 ? undefined : { firstLine: ofFile[0]!.slice.firstLine, lines, count };
}

const occurrencesIn = (found: RedactedLine[]) => found.reduce((sum, { count }) => sum + count, 0);

function withoutValue(state: LogState, { slice, found }: ScannedSlice): LineSlice {
  if (found.length === 0) return slice;
  const bytes = withRedacted(slice.bytes, found);
  resize(state, slice, bytes.length - slice.bytes.length);
  return { ...slice, bytes };
}

function count(state: LogState, slices: ScannedSlice[], { tally, onBytes }: LogScan): Unsealed {
  const unsealed = Object.fromEntries(logFileNames.map((file) => [file, state.files[file].nextLine])) as Unsealed;
  for (const { slice, found } of slices.toReversed()) {
    unsealed[slice.file] = Math.min(unsealed[slice.file], slice.firstLine);
    tally.add(state, slice, found);
    onBytes(slice.bytes.length);
  }
  return unsealed;
}

/** @param doneFrom segments from this line on are done */
async function scanSegments(log: ScannedLog, file: LogFileName, doneFrom: number, scan: LogScan): Promise<void> {
  for (let isDone = false; !isDone;) {
    const { state, segments } = await log.storage.read(async (transaction) => {
      const state = await transaction.readState();
      return { state, segments: await transaction.segmentsFrom(file, firstStoredLine(state.files[file])) };
    });
    let { epoch } = state;
    isDone = true;
    const left = segments.filter(({ firstLine }) => firstLine < doneFrom);
    for (const segment of left.reverse()) {
      if (scan.signal.aborted) return;
      const bytes = new Uint8Array(await segment.bytes.arrayBuffer());
      const found = findInLines(file, bytes, scan.removal);
      if (scan.redacts && found.length > 0) {
        const outcome = await log.runBetweenCommits(() => redactSegment(log, segment, epoch, bytes, found));
        // Cleared or rewritten by another tab since it was read: what is left is read again.
        isDone = outcome !== "changed";
        if (outcome === "changed") break;
        ({ epoch } = outcome);
      }
      scan.tally.add(state, segment, found);
      scan.onBytes(bytes.length);
      doneFrom = segment.firstLine;
    }
  }
}

/**
 * Puts a segment without the value in the place of the stored one.
 *
 * @param epoch of the log when the segment was read
 * @returns the new epoch; `changed` when the log has another one than expected, and nothing was written
 */
async function redactSegment(
  { storage, epochMs = Date.now }: ScannedLog,
  { file, firstLine, lines }: SealedSegment,
  epoch: string,
  bytes: Uint8Array,
  found: RedactedLine[],
): Promise<{ epoch: string } | "changed"> {
  const clean = withRedacted(bytes, found);
  const columns = file === "tts_structured.jsonl" ? await ungroupColumns(storage, firstLine) : undefined;
  const imported = columns && importedRows(columns);
  return storage.write(async (transaction) => {
    const state = await transaction.readState();
    if (state.epoch !== epoch) return "changed";
    // Rotated out meanwhile.
    if (firstLine < firstStoredLine(state.files[file])) return { epoch };
    // Joined with others again, as another tab may do.
    if (columns !== undefined && !(await singleColumns(transaction)).isAlone(firstLine)) return "changed";
    if (file === "tts_structured.jsonl") {
      const rewritten = { firstLine, lines, count: occurrencesIn(found), bytes: clean };
      await chainRemoval(transaction, new Date(epochMs()).toISOString(), rewritten);
    }
    resize(state, { file, firstLine }, clean.length - bytes.length);
    const rewritten = { ...state, epoch: randomUuid() };
    await Promise.all([
      transaction.deleteSegment(file, firstLine),
      ...sealSegment(transaction, { file, firstLine, lines, bytes: [clean], ...(imported && { imported }) }),
      transaction.writeState(rewritten),
    ]);
    return rewritten;
  });
}

/** What only an imported log says of the rows of a packed block. */
function importedRows(packed: Uint8Array): ImportedRows | undefined {
  const { file, rendered } = openColumns(packed);
  return file && rendered && { file, rendered };
}

/** Corrects the size of the file part that holds a line. */
function resize(state: LogState, { file, firstLine }: Pick<SealedSegment, "file" | "firstLine">, bytes: number): void {
  let first = firstStoredLine(state.files[file]);
  for (const part of state.files[file].parts) {
    first += part.lines;
    if (firstLine >= first) continue;
    part.sizeBytes += bytes;
    return;
  }
}
