import { inMillis, millisAt, type Durations } from "../durations.ts";
import { durationRows, type DurationBins } from "./duration-bins.ts";

/** Finds percentiles of durations, again and again while these grow. */
export type PercentileFinder = (parts: readonly DurationBins[], percents: readonly number[]) => number[];

/** Durations of one row, in any order. */
type Row = Durations & { values: Uint32Array | Float64Array };
/** The same, ascending. */
type SortedRow = Row;

/**
 * Creates a finder for durations that only grow. The numbers of the rows say in which row a percentile is; only the durations of
 * that row are sorted, and kept until it gets more.
 *
 * @returns percentiles by nearest rank in milliseconds, NaN for each when there are no durations
 */
export function createPercentileFinder(): PercentileFinder {
  const rows = new Uint32Array(durationRows);
  const sortedRows = new Map<number, SortedRow>();
  const sorted = (parts: readonly DurationBins[], row: number): SortedRow => {
    const withSome = parts.filter((part) => part.rows[row]! > 0);
    if (withSome.length === 1) return sortedRow(withSome[0]!, row);
    let found = sortedRows.get(row);
    if (found?.values.length !== rows[row]) {
      found = sortTogether(withSome.map((part) => sortedRow(part, row)));
      sortedRows.set(row, found);
    }
    return found!;
  };
  return (parts, percents) => {
    rows.fill(0);
    for (const { rows: ofPart } of parts) addInto(rows, ofPart, 0);
    return atRanks(rows, percents, (row) => sorted(parts, row));
  };
}

const rowsOfBin = new Uint32Array(durationRows);

/** Percentiles of the durations of one bin, as those of a finder. */
export function percentilesOfBin(parts: readonly DurationBins[], bin: number, percents: readonly number[]): number[] {
  rowsOfBin.fill(0);
  for (const { cells } of parts) addInto(rowsOfBin, cells, bin * durationRows);
  return atRanks(rowsOfBin, percents, (row) => sortTogether(parts.map((part) => collectRow(part, row, bin, bin + 1))));
}

/** @param sorted the durations of a row, ascending */
function atRanks(rows: Uint32Array, percents: readonly number[], sorted: (row: number) => SortedRow): number[] {
  const length = rows.reduce((sum, count) => sum + count, 0);
  if (length === 0) return percents.map(() => NaN);
  return percents.map((percent) => {
    let rank = Math.ceil((length * percent) / 100) - 1;
    let row = 0;
    while (rank >= rows[row]!) rank -= rows[row++]!;
    return millisAt(sorted(row), rank);
  });
}

const sortedRowsOf = new WeakMap<DurationBins, Map<number, SortedRow>>();

/** The durations of a row, ascending; all who ask share it. */
function sortedRow(bins: DurationBins, row: number): SortedRow {
  let sorted = sortedRowsOf.get(bins);
  if (sorted === undefined) sortedRowsOf.set(bins, (sorted = new Map<number, SortedRow>()));
  let found = sorted.get(row);
  if (found?.values.length !== bins.rows[row]) {
    found = sortTogether([collectRow(bins, row, 0, bins.values.length)]);
    sorted.set(row, found);
  }
  return found!;
}

/** All of some durations, ascending; those of a single part are sorted in place. */
function sortTogether(parts: Row[]): SortedRow {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return { ...only, values: only.values.sort() };
  const isMicros = parts.every((part) => part.isMicros);
  const length = parts.reduce((sum, { values }) => sum + values.length, 0);
  const values = isMicros ? new Uint32Array(length) : new Float64Array(length);
  let at = 0;
  for (const part of parts) {
    values.set(isMicros ? part.values : millisOf(part), at);
    at += part.values.length;
  }
  return { values: values.sort(), isMicros };
}

function millisOf({ values, isMicros }: Row): ArrayLike<number> {
  return isMicros ? inMillis({ values, isMicros }) : values;
}

/** Copies of the durations of a row in some consecutive bins. */
function collectRow({ values, cells, isMicros }: DurationBins, row: number, from: number, to: number): Row {
  let length = 0;
  for (let bin = from; bin < to; bin++) length += cells[bin * durationRows + row]!;
  const collected = isMicros ? new Uint32Array(length) : new Float64Array(length);
  copyRow(values, cells, row, from, to, collected);
  return { values: collected, isMicros };
}

// Loops over all durations are functions of the module: those of a closure are compiled again for each of it.

function copyRow(
  bins: DurationBins["values"],
  cells: Uint32Array,
  row: number,
  from: number,
  to: number,
  into: Uint32Array | Float64Array,
): void {
  let end = 0;
  for (let bin = from; bin < to; bin++) {
    const cell = bin * durationRows;
    const count = cells[cell + row]!;
    if (count === 0) continue;
    let first = 0;
    for (let before = cell; before < cell + row; before++) first += cells[before]!;
    const values = bins[bin]!;
    for (let at = first; at < first + count; at++) into[end++] = values[at]!;
  }
}

function addInto(sums: Uint32Array, numbers: Uint32Array, from: number): void {
  for (let row = 0; row < durationRows; row++) sums[row]! += numbers[from + row]!;
}
