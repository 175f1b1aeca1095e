import type { EventColumns } from "../../analytics/event-columns.ts";
import { importColumns, numberColumns, sliceNumbers, textColumns } from "./column-builder.ts";
import { defineLazy } from "./define-lazy.ts";
import { eventColumnsOf } from "./event-columns-of.ts";
import { openFieldBlock, type OpenFieldBlock } from "./open-field-block.ts";
import { packCodes, packNumbers, unpackCodes, unpackNumbers } from "./packed-numbers.ts";
import { createRecordPacker, openRecord } from "./packed-record.ts";

interface NumberHead {
  base: number;
  scale: number;
  width: number;
  at: number;
}

interface TextHead {
  values: string[];
  width: number;
  at: number;
}

interface PackedHead {
  firstPosition: number;
  length: number;
  numbers: Record<string, NumberHead>;
  texts: Record<string, TextHead>;
}

/** Packs columns into one byte array: those of the tail, which has no block of all fields yet. */
export function packColumns(columns: EventColumns): Uint8Array<ArrayBuffer> {
  const { firstPosition, length } = columns;
  const head: PackedHead = { firstPosition, length, numbers: {}, texts: {} };
  const packer = createRecordPacker();
  for (const name of [...numberColumns, ...importColumns]) {
    const numbers = columns[name];
    if (numbers === undefined) continue;
    const { bytes, ...shape } = packNumbers(numbers);
    head.numbers[name] = { ...shape, at: packer.append(bytes) };
  }
  for (const name of textColumns) {
    const column = columns[name];
    if (column === undefined) continue;
    const { values, codes } = column;
    const { bytes, width } = packCodes(codes, values.length);
    head.texts[name] = { values, width, at: packer.append(bytes) };
  }
  return packer.pack(head);
}

/**
 * Position of the first event of a packed block, how many it has, and of which segments.
 *
 * @param packed at the start of its buffer
 */
export function shapeOf(packed: Uint8Array): Pick<OpenFieldBlock, "firstPosition" | "length" | "segments"> {
  const block = openFieldBlock(packed);
  if (block !== undefined) return block;
  const { firstPosition, length } = openRecord<PackedHead>(packed).head;
  return { firstPosition, length, segments: [{ lines: length }] };
}

/** The columns of consecutive rows, from (inclusive), to (exclusive); each is copied at the first access. */
export function rowsOfColumns(columns: EventColumns, from: number, to: number): EventColumns {
  if (from === 0 && to === columns.length) return columns;
  const rows = { firstPosition: columns.firstPosition + from, length: to - from } as EventColumns;
  for (const name of [...numberColumns, ...importColumns])
    if (name in columns) defineLazy(rows, name, () => sliceNumbers(columns[name]!, from, to));
  for (const name of textColumns)
    if (name in columns)
      defineLazy(rows, name, () => ({
        values: columns[name]!.values,
        codes: sliceNumbers(columns[name]!.codes, from, to),
      }));
  return rows;
}

/**
 * Opens the columns of a packed block: one of all fields, or one of these columns alone, as earlier versions sealed them. Each
 * column is decoded at its first access.
 *
 * @param packed at the start of its buffer
 */
export function openColumns(packed: Uint8Array): EventColumns {
  const block = openFieldBlock(packed);
  if (block !== undefined) return eventColumnsOf(block);
  const { head, bytesAt } = openRecord<PackedHead>(packed);
  const bytesOf = ({ at, width }: { at: number; width: number }) => bytesAt(at, width * head.length);
  const columns = { firstPosition: head.firstPosition, length: head.length } as EventColumns;
  for (const name of [...numberColumns, ...importColumns]) {
    const shape = head.numbers[name];
    if (shape === undefined) continue;
    defineLazy(columns, name, () => unpackNumbers({ ...shape, bytes: bytesOf(shape) }, head.length));
  }
  for (const name of textColumns) {
    const shape = head.texts[name];
    if (shape === undefined) continue;
    defineLazy(columns, name, () => ({
      codes: unpackCodes({ width: shape.width, bytes: bytesOf(shape) }, head.length),
      values: shape.values,
    }));
  }
  return columns;
}
