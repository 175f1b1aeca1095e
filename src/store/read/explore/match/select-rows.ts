import { countPassing, type Mask } from "../masks.ts";
import { outcomes, type RowTable } from "../row-table.ts";
import type { RowCounts } from "../../../explore.ts";

/** The rows of a table by outcome: `list` has those of outcome `i` from `starts[i]` to before `ends[i]`, ascending. */
export interface RowsByOutcome {
  list: Int32Array;
  starts: number[];
  ends: number[];
}

/** The rows that pass, or those that do not where they are fewer. */
export interface Selection extends RowsByOutcome {
  isComplement: boolean;
  /** Rows that pass. */
  total: number;
}

/** How many rows have which outcome. */
export function outcomeTotals({ outcomes: numbers }: RowTable): number[] {
  const totals = new Uint32Array(outcomes.length);
  for (let row = 0; row < numbers.length; row++) totals[numbers[row]!]!++;
  return [...totals];
}

/**
 * Selects the rows whose failures are all those of one mask.
 *
 * @param failed failures of each row
 * @param lifted failures that do not count
 * @param list where the rows are written: room for all rows of the table, and one more for each outcome
 */
export function selectRows(
  { rows, outcomes: numbers }: RowTable,
  failed: Mask,
  lifted: Mask | undefined,
  totals: number[],
  list: Int32Array,
): Selection {
  const fails = lifted === undefined ? failed : subtract(failed, lifted);
  const total = countPassing(fails, rows);
  const isComplement = total * 2 > rows;
  // Each outcome has room for all of its rows, and one more, because a row is written before it is known to belong.
  const starts = totals.map((_, outcome) => totals.slice(0, outcome).reduce((sum, some) => sum + some + 1, 0));
  const ends = Int32Array.from(starts);
  if (isComplement) listFailing(fails, numbers, list, ends, rows);
  else if (total > 0) listPassing(fails, numbers, list, ends, rows);
  return { list, starts, ends: [...ends], isComplement, total };
}

function listPassing(fails: Mask, numbers: Uint8Array, list: Int32Array, ends: Int32Array, rows: number): void {
  const words = new Uint32Array(fails.buffer);
  for (let word = 0; word < words.length; word++) {
    const four = words[word]!;
    // No byte of the four is 0.
    if (((four - 0x01010101) & ~four & 0x80808080) === 0) continue;
    for (let row = word * 4; row < word * 4 + 4 && row < rows; row++) {
      const outcome = numbers[row]!;
      const at = ends[outcome]!;
      list[at] = row;
      ends[outcome] = at + (fails[row] === 0 ? 1 : 0);
    }
  }
}

function listFailing(fails: Mask, numbers: Uint8Array, list: Int32Array, ends: Int32Array, rows: number): void {
  const words = new Uint32Array(fails.buffer);
  for (let word = 0; word < words.length; word++) {
    if (words[word] === 0) continue;
    for (let row = word * 4; row < word * 4 + 4 && row < rows; row++) {
      const outcome = numbers[row]!;
      const at = ends[outcome]!;
      list[at] = row;
      ends[outcome] = at + (fails[row] === 0 ? 0 : 1);
    }
  }
}

function subtract(failed: Mask, lifted: Mask): Mask {
  const left = new Uint8Array(failed.length);
  const [to, from, less] = [left, failed, lifted].map((mask) => new Uint32Array(mask.buffer)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  for (let at = 0; at < to.length; at++) to[at] = from[at]! - less[at]!;
  return left;
}

/** Adds numbers of rows up by their outcomes. @param counts rows of each outcome */
export function rowCounts(counts: ArrayLike<number>): RowCounts {
  let total = 0;
  for (let outcome = 0; outcome < outcomes.length; outcome++) total += counts[outcome]!;
  const [, ok, error, cancelled, unfinished] = Array.from(counts) as [number, number, number, number, number];
  return { total, ok, error, cancelled, unfinished };
}

/** The counts by outcome of a selection. */
export function countSelection({ starts, ends, isComplement }: Selection, totals: number[]): RowCounts {
  return rowCounts(
    totals.map((all, outcome) => {
      const some = ends[outcome]! - starts[outcome]!;
      return isComplement ? all - some : some;
    }),
  );
}
