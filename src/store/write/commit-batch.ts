import { sliceColumns } from "../columns/column-builder.ts";
import { joinColumns } from "../columns/join-columns.ts";
import { placeLines } from "./rotation.ts";
import type { LineSlice, StorageTransaction } from "../storage/log-storage.ts";
import { firstStoredLine, type LogState } from "../storage/log-state.ts";
import type { LogFileName } from "../log-store.ts";
import type { LogTail, TailSlice } from "../storage/log-tail.ts";
import type { RenderedLines } from "./render-batch.ts";

/** Size of the WAL at which a commit seals it into segments, in bytes: about 1 MB of it is the structured file. */
export const defaultSealAtBytes = 1.5 * 1024 * 1024;

/** Seals slices into segments; a parameter, because a page's first events do not need it. */
export type SealSlices = (transaction: StorageTransaction, state: LogState, slices: LineSlice[]) => Promise<void>[];

/** Whether the WAL is large enough with these lines to be sealed together with them. */
export function isSealDue(state: LogState, batch: RenderedLines[], sealAtBytes = defaultSealAtBytes): boolean {
  return state.unsealedBytes + batch.reduce((sum, { bytes }) => sum + bytes.length, 0) >= sealAtBytes;
}

/**
 * Writes lines within a transaction: places them, rotates the files, and adds one WAL entry; or seals the WAL together with
 * these lines into segments.
 *
 * Sizes, rotation and lines change in one transaction, so a crash or another tab finds all of the commit or none of it.
 *
 * @param state changed in place and written
 * @param seal default: a WAL entry
 * @returns the slices of the new WAL entry `state.lastRow`; empty when the lines were sealed
 */
export async function commitBatch(
  transaction: StorageTransaction,
  state: LogState,
  tail: LogTail,
  batch: RenderedLines[],
  seal?: SealSlices,
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
  if (seal) {
    const unsealed = await tail.slicesAt(transaction, state);
    changes.push(...seal(transaction, state, [...unsealed, ...slices]));
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
