import { countCalls } from "../../analytics/count-calls.ts";
import { sliceColumns } from "../columns/column-builder.ts";
import { joinColumns, openColumns } from "../columns/columns.ts";
import { createFieldBlockBuilder, type GrowingBlock } from "../columns/field-block-builder.ts";
import { packFieldBlock, type ImportedRows } from "../columns/pack-field-block.ts";
import { placeLines } from "./rotation.ts";
import type { LineSlice, StorageTransaction } from "../storage/log-storage.ts";
import { firstStoredLine, type LogState } from "../storage/log-state.ts";
import type { LogFileName } from "../log-store.ts";
import type { LogTail, TailSlice } from "../storage/log-tail.ts";
import { packRollups } from "../columns/packed-rollups.ts";
import type { RenderedLines } from "./render-batch.ts";

/** Size of the WAL at which a commit seals it into segments, in bytes: about 1 MB of it is the structured file. */
export const defaultSealAtBytes = 1.5 * 1024 * 1024;

/**
 * Writes lines within a transaction: places them, rotates the files, and adds one WAL entry; or, once the WAL is large enough,
 * seals it together with these lines into segments.
 *
 * Sizes, rotation and lines change in one transaction, so a crash or another tab finds all of the commit or none of it.
 *
 * @param state changed in place and written
 * @returns the slices of the new WAL entry `state.lastRow`; empty when the lines were sealed
 */
export async function commitBatch(
  transaction: StorageTransaction,
  state: LogState,
  tail: LogTail,
  batch: RenderedLines[],
  sealAtBytes = defaultSealAtBytes,
): Promise<TailSlice[]> {
  const slices: TailSlice[] = [];
  const rotated: LogFileName[] = [];
  for (const lines of batch) {
    const generation = state.files[lines.file].parts.at(-1)!.generation;
    slices.push(...placeSlices(state, lines));
    if (state.files[lines.file].parts.at(-1)!.generation !== generation) rotated.push(lines.file);
  }
  const bytes = slices.reduce((sum, slice) => sum + slice.bytes.length, 0);
  const changes: Promise<void>[] = [];
  const seal = state.unsealedBytes + bytes >= sealAtBytes;
  if (seal) {
    const unsealed = await tail.slicesAt(transaction, state);
    changes.push(...sealSlices(transaction, state, [...unsealed, ...slices]));
  } else if (slices.length > 0) {
    state.lastRow++;
    state.unsealedBytes += bytes;
    changes.push(transaction.addWalEntry({ id: state.lastRow, slices: slices.map(storedSlice) }));
  }
  for (const file of rotated) changes.push(transaction.deleteLinesBefore(file, firstStoredLine(state.files[file])));
  changes.push(transaction.writeState(state));
  await Promise.all(changes);
  return seal ? [] : slices;
}

function placeSlices(state: LogState, { file, bytes, lineBytes, columns }: RenderedLines): TailSlice[] {
  const before = state.files[file].nextLine;
  return placeLines(state.files[file], state.limits[file], lineBytes).map((run) => ({
    file,
    generation: run.generation,
    firstLine: run.firstLine,
    lines: run.lines,
    // Copied, because a view would store its whole buffer in the database.
    bytes: run.endByte - run.startByte === bytes.length ? bytes : bytes.slice(run.startByte, run.endByte),
    columns:
      columns.length === 0
        ? columns
        : sliceColumns(columns, run.firstLine - before, run.firstLine - before + run.lines),
  }));
}

/** A slice as it is stored: columns as plain arrays, and only where there are any. */
function storedSlice({ columns, ...slice }: TailSlice): LineSlice {
  return columns.length === 0 ? slice : { ...slice, columns: joinColumns(slice.firstLine, [columns]) };
}

/** Seals slices into one segment for each file and generation; lines that have rotated out are dropped. */
export function sealSlices(transaction: StorageTransaction, state: LogState, slices: LineSlice[]): Promise<void>[] {
  const changes: Promise<void>[] = [];
  for (const group of groupByGeneration(slices)) {
    const { file, firstLine } = group[0]!;
    if (firstLine < firstStoredLine(state.files[file])) continue;
    const segment = {
      file,
      firstLine,
      lines: group.reduce((sum, slice) => sum + slice.lines, 0),
      bytes: group.map((slice) => slice.bytes),
    };
    changes.push(...sealSegment(transaction, segment));
  }
  if (state.lastRow > state.sealedThrough) changes.push(transaction.deleteWalEntriesThrough(state.lastRow));
  state.sealedThrough = state.lastRow;
  state.unsealedBytes = 0;
  return changes;
}

/** Consecutive lines of one generation of a file, to be sealed; `bytes` in chunks of whole lines. */
export interface UnsealedSegment {
  file: LogFileName;
  firstLine: number;
  lines: number;
  bytes: Uint8Array<ArrayBuffer>[];
  /** Imported logs only. */
  imported?: ImportedRows;
  /** The fields of the lines, where reading them has made their columns; default: they are read now. */
  block?: GrowingBlock | undefined;
}

/** Writes a segment; for the structured file, its block of all fields and its rollups too. */
export function sealSegment(transaction: StorageTransaction, unsealed: UnsealedSegment): Promise<void>[] {
  const { file, firstLine, lines, bytes } = unsealed;
  const sizeBytes = bytes.reduce((sum, { length }) => sum + length, 0);
  const changes = [transaction.addSegment({ file, firstLine, lines, sizeBytes, bytes })];
  if (file === "tts_structured.jsonl") {
    const packed = packFieldBlock(unsealed.block ?? readBlock(bytes), firstLine, unsealed.imported);
    const rollups = countCalls(openColumns(packed));
    changes.push(transaction.addColumns(firstLine, packed));
    changes.push(transaction.addRollups(firstLine, packRollups({ firstPosition: firstLine, rollups })));
  }
  return changes;
}

function readBlock(bytes: Uint8Array[]): GrowingBlock {
  const builder = createFieldBlockBuilder();
  for (const chunk of bytes) builder.add(chunk);
  return builder.block();
}

function groupByGeneration(slices: LineSlice[]): LineSlice[][] {
  const groups = new Map<string, LineSlice[]>();
  for (const slice of slices) {
    const key = `${slice.file} ${slice.generation}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [slice]);
    else group.push(slice);
  }
  return [...groups.values()];
}
