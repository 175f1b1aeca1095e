import type { RowsHead } from "./field-block-head.ts";
import type { RecordPacker } from "./packed-record.ts";

/** Lists of rows that are being packed; equal ones are stored once. */
export interface RowLists {
  readonly heads: RowsHead[];
  /** Index of a list among `heads`, which gets it if it is new; undefined for all rows. */
  indexOf(rows: Uint32Array): number | undefined;
}

/** @param length rows of the block */
export function createRowLists(packer: RecordPacker, length: number): RowLists {
  const heads: RowsHead[] = [];
  const stored: Uint32Array[] = [];
  const byHash = new Map<number, number[]>();
  return {
    heads,
    indexOf(rows) {
      if (rows.length === length) return undefined;
      const hash = hashOf(rows);
      const alike = byHash.get(hash) ?? [];
      const known = alike.find((index) => isEqual(stored[index]!, rows));
      if (known !== undefined) return known;
      byHash.set(hash, [...alike, heads.length]);
      stored.push(rows);
      return heads.push(pack(packer, rows, length)) - 1;
    },
  };
}

function pack(packer: RecordPacker, rows: Uint32Array, length: number): RowsHead {
  const width = length <= 0x1_0000 ? 2 : 4;
  if (rows.length * width * 8 <= length) {
    const list = width === 2 ? new Uint16Array(rows) : rows;
    const bytes = new Uint8Array(list.buffer, list.byteOffset, list.byteLength);
    return { count: rows.length, at: packer.append(bytes), width };
  }
  const bits = new Uint8Array(Math.ceil(length / 8));
  for (let at = 0; at < rows.length; at++) bits[rows[at]! >> 3]! |= 1 << (rows[at]! & 7);
  return { count: rows.length, at: packer.append(bits), width: 0 };
}

/** The rows of a packed list. */
export function openRows({ count, at, width }: RowsHead, length: number, bytesAt: BytesAt): ArrayLike<number> {
  if (width === 0) return rowsOfBits(bytesAt(at, Math.ceil(length / 8)), count);
  const { buffer, byteOffset } = bytesAt(at, width * count);
  return width === 2 ? new Uint16Array(buffer, byteOffset, count) : new Uint32Array(buffer, byteOffset, count);
}

type BytesAt = (at: number, length: number) => Uint8Array;

function rowsOfBits(bits: Uint8Array, count: number): Uint32Array | Uint16Array {
  const rows = bits.length * 8 <= 0x1_0000 ? new Uint16Array(count) : new Uint32Array(count);
  let at = 0;
  for (let byte = 0; byte < bits.length; byte++) {
    for (let left = bits[byte]!; left !== 0; left &= left - 1) {
      rows[at++] = byte * 8 + 31 - Math.clz32(left & -left);
    }
  }
  return rows;
}

function hashOf(rows: Uint32Array): number {
  let hash = rows.length;
  for (let at = 0; at < rows.length; at++) hash = Math.imul(hash ^ rows[at]!, 0x01000193);
  return hash;
}

function isEqual(rows: Uint32Array, others: Uint32Array): boolean {
  if (rows.length !== others.length) return false;
  for (let at = 0; at < rows.length; at++) if (rows[at] !== others[at]) return false;
  return true;
}
