import { inMillis, limitIn, millisAt, type Durations } from "../durations.ts";
import { durationEdgesMs } from "./overview.ts";

/** Rows of durations, told apart by `durationEdgesMs`. */
export const durationRows = durationEdgesMs.length + 1;

/** Durations, ascending, with their number in each row. Only grows. */
export interface DurationPool {
  sorted: Durations & { values: Uint32Array | Float64Array };
  rows: Float64Array;
}

/** An empty pool. */
export function createDurationPool(): DurationPool {
  return { sorted: { values: new Uint32Array(0), isMicros: true }, rows: new Float64Array(durationRows) };
}

/** Replaces what is in a pool by durations in any order, which are sorted in place. */
export function fillPool(pool: DurationPool, durations: DurationPool["sorted"]): void {
  const { rows } = pool;
  const { values, isMicros } = (pool.sorted = durations);
  values.sort();
  let from = 0;
  for (let row = 0; row < durationRows; row++) {
    const edge = limitIn(durationEdgesMs[row] ?? Infinity, isMicros);
    const isEmpty = from === values.length || values[from]! >= edge;
    const to = isEmpty ? from : indexFrom(values, edge, from);
    rows[row] = to - from;
    from = to;
  }
}

/** Finds percentiles of some pools, again and again while these grow. */
export type PercentileFinder = (pools: readonly DurationPool[], percents: readonly number[]) => number[];

/**
 * Creates a finder for pools that stay the same.
 *
 * The numbers of the rows say in which row a percentile is; only the durations of that row are sorted, and kept until it gets more.
 *
 * @returns percentiles by nearest rank in milliseconds, NaN for each when there are no durations
 */
export function createPercentileFinder(): PercentileFinder {
  const sortedRows = new Map<number, DurationPool["sorted"]>();
  const rows = new Float64Array(durationRows);
  return (pools, percents) => {
    const length = sumRows(pools, rows);
    if (length === 0) return percents.map(() => NaN);
    return percents.map((percent) => {
      const rank = Math.ceil((length * percent) / 100) - 1;
      const { row, before } = rowOf(rank, rows);
      let sorted = sortedRows.get(row);
      if (sorted === undefined || sorted.values.length !== rows[row]) {
        sorted = sortRow(pools, row, rows[row]!);
        sortedRows.set(row, sorted);
      }
      return millisAt(sorted, rank - before);
    });
  };
}

/** Adds up the rows of some pools; returns the number of their durations. */
function sumRows(pools: readonly DurationPool[], sums: Float64Array): number {
  let length = 0;
  sums.fill(0);
  for (const { sorted, rows } of pools) {
    if (sorted.values.length === 0) continue;
    length += sorted.values.length;
    for (let row = 0; row < durationRows; row++) sums[row]! += rows[row]!;
  }
  return length;
}

/** The row of a rank, and how many durations are before the row. */
function rowOf(rank: number, rows: Float64Array): { row: number; before: number } {
  let before = 0;
  let row = 0;
  while (row < durationRows && rank >= before + rows[row]!) before += rows[row++]!;
  return { row, before };
}

/** The durations of one row of some pools, ascending. */
function sortRow(pools: readonly DurationPool[], row: number, length: number): DurationPool["sorted"] {
  const isMicros = pools.every(({ sorted, rows }) => rows[row] === 0 || sorted.isMicros);
  const values = isMicros ? new Uint32Array(length) : new Float64Array(length);
  let at = 0;
  for (const { sorted, rows } of pools) {
    if (rows[row] === 0) continue;
    let from = 0;
    for (let before = 0; before < row; before++) from += rows[before]!;
    const part = { ...sorted, values: sorted.values.subarray(from, from + rows[row]!) };
    values.set(isMicros ? part.values : inMillis(part), at);
    at += rows[row]!;
  }
  return { values: values.sort(), isMicros };
}

/** Index of the first of some ascending numbers that is not below a number. */
export function indexFrom(list: ArrayLike<number>, least: number, from = 0): number {
  let [low, high] = [from, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
