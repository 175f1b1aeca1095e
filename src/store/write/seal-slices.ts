import { countCalls } from "../../analytics/count-calls.ts";
import { openColumns } from "../columns/columns.ts";
import { createFieldBlockBuilder, type GrowingBlock } from "../columns/field-block-builder.ts";
import { packFieldBlock, type ImportedRows } from "../columns/pack-field-block.ts";
import { packRollups } from "../columns/packed-rollups.ts";
import { freeTapes, releaseTape } from "../columns/value-tape.ts";
import type { LogFileName } from "../log-store.ts";
import { firstStoredLine, type LogState } from "../storage/log-state.ts";
import type { LineSlice, StorageTransaction } from "../storage/log-storage.ts";

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
  freeTapes();
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
    const block = unsealed.block ?? readBlock(bytes);
    const packed = packFieldBlock(block, firstLine, unsealed.imported);
    // One that was handed in is packed again when its write is made again.
    if (unsealed.block === undefined) releaseTape(block.tape);
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
