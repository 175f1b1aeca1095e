import { countCalls } from "../../analytics/call-rollups.ts";
import type { EventColumns } from "../../analytics/event-columns.ts";
import { sliceColumns } from "../columns/column-builder.ts";
import { joinColumns, packColumns } from "../columns/columns.ts";
import { placeLines } from "./rotation.ts";
import type { LineSlice, StorageTransaction } from "../storage/log-storage.ts";
import { firstStoredLine, type LogState } from "../storage/log-state.ts";
import type { LogFileName } from "../log-store.ts";
import type { LogTail, TailSlice } from "../storage/log-tail.ts";
import { packRollups } from "../columns/packed-rollups.ts";
import type { RenderedLines } from "./render-batch.ts";

/** Unsealed bytes at which a commit turns the tail into blocks: about 1 MB of it is the structured file. */
export const defaultSealAtBytes = 1.5 * 1024 * 1024;

/**
 * Writes lines within a transaction: places them, rotates, and keeps them as one write-ahead row, or, once enough has
 * gathered, as blocks together with the rows before them.
 *
 * Sizes, rotation and lines are changed together, so a crash or another tab finds all of the commit or none.
 *
 * @param state changed in place and written
 * @returns the pieces of a new row under `state.lastRow`; empty when the lines were sealed
 */
export async function commitBatch(
  transaction: StorageTransaction,
  state: LogState,
  tail: LogTail,
  batch: RenderedLines[],
  sealAtBytes = defaultSealAtBytes,
): Promise<TailSlice[]> {
  const pieces: TailSlice[] = [];
  const rotated: LogFileName[] = [];
  for (const lines of batch) {
    const generation = state.files[lines.file].parts.at(-1)!.generation;
    pieces.push(...placePieces(state, lines));
    if (state.files[lines.file].parts.at(-1)!.generation !== generation) rotated.push(lines.file);
  }
  const bytes = pieces.reduce((sum, piece) => sum + piece.bytes.length, 0);
  const changes: Promise<void>[] = [];
  const seal = state.unsealedBytes + bytes >= sealAtBytes;
  if (seal) {
    const unsealed = await tail.piecesAt(transaction, state);
    changes.push(...sealPieces(transaction, state, [...unsealed, ...pieces]));
  } else if (pieces.length > 0) {
    state.lastRow++;
    state.unsealedBytes += bytes;
    changes.push(transaction.addWalEntry({ id: state.lastRow, pieces: pieces.map(storedPiece) }));
  }
  for (const file of rotated) changes.push(transaction.deleteLinesBefore(file, firstStoredLine(state.files[file])));
  changes.push(transaction.writeState(state));
  await Promise.all(changes);
  return seal ? [] : pieces;
}

function placePieces(state: LogState, { file, bytes, lineBytes, columns }: RenderedLines): TailSlice[] {
  const before = state.files[file].nextLine;
  return placeLines(state.files[file], state.limits[file], lineBytes).map((run) => ({
    file,
    generation: run.generation,
    firstLine: run.firstLine,
    lines: run.lines,
    // A view would drag its whole buffer into the database.
    bytes: run.endByte - run.startByte === bytes.length ? bytes : bytes.slice(run.startByte, run.endByte),
    columns:
      columns.length === 0
        ? columns
        : sliceColumns(columns, run.firstLine - before, run.firstLine - before + run.lines),
  }));
}

/** As it is stored: columns as plain arrays, and only where there are any. */
function storedPiece({ columns, ...piece }: TailSlice): LineSlice {
  return columns.length === 0 ? piece : { ...piece, columns: joinColumns(piece.firstLine, [columns]) };
}

/** One block for each file and generation; lines that rotated out are forgotten on the way. */
function sealPieces(transaction: StorageTransaction, state: LogState, pieces: TailSlice[]): Promise<void>[] {
  const changes: Promise<void>[] = [];
  for (const group of groupByGeneration(pieces)) {
    const { file, firstLine } = group[0]!;
    if (firstLine < firstStoredLine(state.files[file])) continue;
    const block = {
      file,
      firstLine,
      lines: group.reduce((sum, piece) => sum + piece.lines, 0),
      bytes: group.map((piece) => piece.bytes),
      columns: group.map((piece) => piece.columns),
    };
    changes.push(...sealSegment(transaction, block));
  }
  if (state.lastRow > state.sealedThrough) changes.push(transaction.deleteWalEntriesThrough(state.lastRow));
  state.sealedThrough = state.lastRow;
  state.unsealedBytes = 0;
  return changes;
}

/** Consecutive lines of one generation of a file that become a block; `bytes` and `columns` in parts of any length. */
export interface UnsealedSegment {
  file: LogFileName;
  firstLine: number;
  lines: number;
  bytes: Uint8Array<ArrayBuffer>[];
  columns: EventColumns[];
}

/** Writes a block, and what is kept beside the lines of the structured file. */
export function sealSegment(transaction: StorageTransaction, unsealed: UnsealedSegment): Promise<void>[] {
  const { file, firstLine, lines, bytes } = unsealed;
  const sizeBytes = bytes.reduce((sum, { length }) => sum + length, 0);
  const changes = [transaction.addSegment({ file, firstLine, lines, sizeBytes, bytes })];
  if (file === "tts_structured.jsonl") {
    const columns = joinColumns(firstLine, unsealed.columns);
    const cells = countCalls(columns);
    changes.push(transaction.addColumns(firstLine, packColumns(columns)));
    changes.push(transaction.addRollups(firstLine, packRollups({ firstPosition: firstLine, cells })));
  }
  return changes;
}

function groupByGeneration(pieces: TailSlice[]): TailSlice[][] {
  const groups = new Map<string, TailSlice[]>();
  for (const piece of pieces) {
    const key = `${piece.file} ${piece.generation}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [piece]);
    else group.push(piece);
  }
  return [...groups.values()];
}
