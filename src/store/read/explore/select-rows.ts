import type { Mask } from "./masks.ts";
import { outcomes, type RowTable } from "./row-table.ts";
import type { RowCounts } from "../../explore.ts";

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
 */
export function selectRows(table: RowTable, failed: Mask, lifted: Mask | undefined, totals: number[]): Selection {
  const { rows, outcomes: numbers } = table;
  const fails = lifted === undefined ? failed : subtract(failed, lifted);
  let total = 0;
  for (let row = 0; row < rows; row++) total += fails[row] === 0 ? 1 : 0;
  const isComplement = total * 2 > rows;
  const fewer = isComplement ? rows - total : total;
  // Each outcome has room for all of its rows, and one more, because a row is written before it is known to belong.
  const starts = totals.map((_, outcome) => totals.slice(0, outcome).reduce((sum, some) => sum + some + 1, 0));
  const ends = Int32Array.from(starts);
  const list = scratch(rows + totals.length);
  if (fewer > 0) {
    for (let row = 0; row < rows; row++) {
      const outcome = numbers[row]!;
      const at = ends[outcome]!;
      list[at] = row;
      ends[outcome] = at + ((fails[row] === 0) === isComplement ? 0 : 1);
    }
  }
  return { list, starts, ends: [...ends], isComplement, total };
}

function scratch(length: number): Int32Array {
  return new Int32Array(length);
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
