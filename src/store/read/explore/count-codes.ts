import { codeCount, type Codes, type LogColumn } from "./log-column.ts";
import { outcomes } from "./row-table.ts";
import type { RowsByOutcome, Selection } from "./match/select-rows.ts";

/**
 * Rows by outcome and code: those of outcome `o` with code `c` are at `o * size + c`.
 */
export interface CodeCounts {
  size: number;
  counts: Uint32Array;
}

/** Few enough codes for four banks of counts. */
const maxBanked = 256;
const banks = new Uint32Array(4 * maxBanked);

/** Counts the codes of a column in all rows of a table. */
export function countAll(column: LogColumn, rowOutcomes: Uint8Array): CodeCounts {
  const size = codeCount(column);
  const { codes } = column;
  const counts = new Uint32Array(size * outcomes.length);
  const others = new Uint32Array(counts.length);
  // In turns, for the same reason as the banks below.
  let row = 0;
  for (; row + 1 < codes.length; row += 2) {
    counts[rowOutcomes[row]! * size + codes[row]!]!++;
    others[rowOutcomes[row + 1]! * size + codes[row + 1]!]!++;
  }
  if (row < codes.length) counts[rowOutcomes[row]! * size + codes[row]!]!++;
  for (let at = 0; at < counts.length; at++) counts[at]! += others[at]!;
  return { size, counts };
}

/** Counts the codes of a column in selected rows. @param all its counts in all rows of the table */
export function countSelected(
  { codes }: LogColumn,
  selection: Selection,
  { size, counts: all }: CodeCounts,
): CodeCounts {
  const counts = new Uint32Array(all.length);
  countRows(codes, selection, size, counts);
  if (selection.isComplement) for (let at = 0; at < all.length; at++) counts[at] = all[at]! - counts[at]!;
  return { size, counts };
}

function countRows(codes: Codes, { list, starts, ends }: RowsByOutcome, size: number, counts: Uint32Array): void {
  for (let outcome = 0; outcome < starts.length; outcome++) {
    const [start, end] = [starts[outcome]!, ends[outcome]!];
    if (start === end) continue;
    if (codes instanceof Uint8Array && end - start > maxBanked) {
      countBanked(codes, list, start, end);
      const offset = outcome * size;
      for (let code = 0; code < size; code++)
        counts[offset + code] =
          banks[code]! + banks[maxBanked + code]! + banks[2 * maxBanked + code]! + banks[3 * maxBanked + code]!;
    } else countPlain(codes, list, start, end, counts, outcome * size);
  }
}

/** In four banks, because a count that was just written takes long to be read back, and few codes come again at once. */
function countBanked(codes: Uint8Array, list: Int32Array, start: number, end: number): void {
  banks.fill(0);
  let at = start;
  for (; at + 3 < end; at += 4) {
    banks[codes[list[at]!]!]!++;
    banks[maxBanked + codes[list[at + 1]!]!]!++;
    banks[2 * maxBanked + codes[list[at + 2]!]!]!++;
    banks[3 * maxBanked + codes[list[at + 3]!]!]!++;
  }
  for (; at < end; at++) banks[codes[list[at]!]!]!++;
}

function countPlain(
  codes: Codes,
  list: Int32Array,
  start: number,
  end: number,
  counts: Uint32Array,
  offset: number,
): void {
  for (let at = start; at < end; at++) counts[offset + codes[list[at]!]!]!++;
}
