import type { FieldBlock, FieldColumn } from "./field-block.ts";
import type { OpenFieldBlock } from "./open-field-block.ts";

/** The fields of the lines of one segment. */
export type SegmentBlock = Pick<FieldBlock, "firstPosition" | "length" | "paths" | "column" | "lineBytes" | "texts">;

const known = new WeakMap<FieldBlock, readonly SegmentBlock[]>();
const places = new WeakMap<SegmentBlock, BlockPlace>();

/** Where the rows of a segment stand in the block that it was taken from. */
export interface BlockPlace {
  block: Pick<FieldBlock, "length" | "paths" | "column">;
  firstRow: number;
}

/** Where a segment stands in its block; one that is not joined is a block of its own. */
export function placeInBlock(segment: SegmentBlock): BlockPlace {
  return places.get(segment) ?? { block: segment, firstRow: 0 };
}

/** The single segments of a block; those of one block are always the same. Their dictionaries have the values of all of them. */
export function segmentBlocks(block: FieldBlock | OpenFieldBlock): readonly SegmentBlock[] {
  if (!("segments" in block) || block.segments.length === 1) return [block];
  let parts = known.get(block);
  if (parts === undefined) known.set(block, (parts = split(block)));
  return parts;
}

function split(block: OpenFieldBlock): SegmentBlock[] {
  let next = 0;
  return block.segments.map(({ lines, texts }): SegmentBlock => {
    const from = next;
    next += lines;
    const columns = new Map<string, FieldColumn | undefined>();
    const segment: SegmentBlock = {
      firstPosition: block.firstPosition + from,
      length: lines,
      paths: block.paths,
      column(path) {
        if (!columns.has(path)) columns.set(path, sliceColumn(block.column(path), from, from + lines));
        return columns.get(path);
      },
      get lineBytes() {
        return (block.lineBytes as Float64Array).subarray(from, from + lines);
      },
      ...(texts && { texts }),
    };
    places.set(segment, { block, firstRow: from });
    return segment;
  });
}

/** The values of some rows; undefined where they have none. */
function sliceColumn(column: FieldColumn | undefined, from: number, to: number): FieldColumn | undefined {
  if (column === undefined) return undefined;
  const { path, hasLists, coded, plain } = column;
  const sliced: FieldColumn = { path, hasLists };
  if (coded !== undefined) {
    const { start, end, rows } = sliceRows(coded.rows, from, to);
    if (end > start) sliced.coded = { rows, codes: sliceOf(coded.codes, start, end), values: coded.values };
  }
  if (plain !== undefined) {
    const { start, end, rows } = sliceRows(plain.rows, from, to);
    if (end > start) sliced.plain = { rows, numbers: sliceOf(plain.numbers, start, end) };
  }
  return (sliced.coded ?? sliced.plain) ? sliced : undefined;
}

/** Where the rows of a list are that are from one row (inclusive) to another (exclusive), and what they are from there. */
function sliceRows(rows: ArrayLike<number> | undefined, from: number, to: number) {
  if (rows === undefined) return { start: from, end: to, rows };
  const [start, end] = [indexOfRow(rows, from), indexOfRow(rows, to)];
  return { start, end, rows: Uint32Array.from(sliceOf(rows, start, end), (row) => row - from) };
}

/** Index of the first of some ascending rows that is not before a row. */
export function indexOfRow(rows: ArrayLike<number>, row: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

const sliceOf = (numbers: ArrayLike<number>, start: number, end: number) =>
  (numbers as Float64Array).subarray(start, end);
