import { inMillis, millisAt, type Durations } from "../durations.ts";
import { durationRows, type DurationBins } from "./duration-bins.ts";

/** Some consecutive bins. */
export interface DurationSlice {
  bins: DurationBins;
  /** The first bin, and the one behind the last. */
  from: number;
  to: number;
}

/** Finds percentiles of durations, again and again while these grow. */
export type PercentileFinder = (parts: readonly DurationBins[], percents: readonly number[]) => number[];

/**
 * Creates a finder for durations that only grow. The numbers of the rows say in which row a percentile is; only the durations of
 * that row are sorted, and kept until it gets more.
 *
 * @returns percentiles by nearest rank in milliseconds, NaN for each when there are no durations
 */
export function createPercentileFinder(): PercentileFinder {
  const sortedRows = new Map<number, SortedRow>();
  const rows = new Uint32Array(durationRows);
  return (parts, percents) => {
    rows.fill(0);
    for (const { rows: ofPart } of parts) addInto(rows, ofPart, 0);
    const slices = parts.map((bins) => ({ bins, from: 0, to: bins.values.length }));
    return percentilesIn(slices, rows, percents, sortedRows);
  };
}

const rowsOfBin = new Uint32Array(durationRows);

/** Percentiles of the durations of one bin, as those of a finder. */
export function percentilesOfBin(parts: readonly DurationBins[], bin: number, percents: readonly number[]): number[] {
  rowsOfBin.fill(0);
  for (const { cells } of parts) addInto(rowsOfBin, cells, bin * durationRows);
  const slices = parts.map((bins) => ({ bins, from: bin, to: bin + 1 }));
  return percentilesIn(slices, rowsOfBin, percents, new Map());
}

type SortedRow = Durations & { values: Uint32Array | Float64Array };

function percentilesIn(
  slices: readonly DurationSlice[],
  rows: Uint32Array,
  percents: readonly number[],
  sortedRows: Map<number, SortedRow>,
): number[] {
  const length = rows.reduce((sum, count) => sum + count, 0);
  if (length === 0) return percents.map(() => NaN);
  return percents.map((percent) => {
    let rank = Math.ceil((length * percent) / 100) - 1;
    let row = 0;
    while (rank >= rows[row]!) rank -= rows[row++]!;
    let sorted = sortedRows.get(row);
    if (sorted === undefined || sorted.values.length !== rows[row]) {
      sorted = sortRow(slices, row, rows[row]!);
      sortedRows.set(row, sorted);
    }
    return millisAt(sorted, rank);
  });
}

/** The durations of one row, ascending. */
function sortRow(slices: readonly DurationSlice[], row: number, length: number): SortedRow {
  const isMicros = slices.every(({ bins }) => bins.isMicros || bins.rows[row] === 0);
  const values = isMicros ? new Uint32Array(length) : new Float64Array(length);
  let at = 0;
  for (const slice of slices) if (slice.bins.rows[row]! > 0) at = collectRow(slice, row, values, at, isMicros);
  return { values: values.sort(), isMicros };
}

// Loops over all durations are functions of the module: those of a closure are compiled again for each of it.

/** Copies the durations of one row; returns where they end. */
function collectRow(
  { bins, from, to }: DurationSlice,
  row: number,
  into: Uint32Array | Float64Array,
  start: number,
  isMicros: boolean,
): number {
  let end = start;
  for (let bin = from; bin < to; bin++) {
    const cell = bin * durationRows;
    const count = bins.cells[cell + row]!;
    if (count === 0) continue;
    let first = 0;
    for (let before = cell; before < cell + row; before++) first += bins.cells[before]!;
    const values = bins.isMicros === isMicros ? bins.values[bin]! : inMillis({ ...bins, values: bins.values[bin]! });
    for (let at = first; at < first + count; at++) into[end++] = values[at]!;
  }
  return end;
}

function addInto(sums: Uint32Array, numbers: Uint32Array, from: number): void {
  for (let row = 0; row < durationRows; row++) sums[row]! += numbers[from + row]!;
}
