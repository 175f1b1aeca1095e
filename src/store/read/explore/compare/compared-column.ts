import { cutNumbers, cutTimes } from "../../../../analytics/differs/cut-cells.ts";
import type { Cell, ComparedField } from "../../../../analytics/differs/row-counter.ts";
import type { LogColumn } from "../log-column.ts";
import type { RowTable } from "../row-table.ts";

/** A compared field with the cell of each compared row, from 1; 0 where it is in none. */
export interface ComparedColumn extends ComparedField {
  codes: Uint16Array;
  fineCodes?: Uint16Array;
  /** Reads the numbers of the compared rows, where it is a field of numbers and not of times. */
  numbers?: () => Float64Array;
}

/** Distinct values from which on numbers are cut into ranges. */
const fewValues = 48;
const mostValues = 50;
/** A text of its own in more of the rows than this says nothing of the others. */
const mostDistinctShare = 0.3;
const cellsOfNumbers = [32, 256] as const;
const cellsOfTime = [64, 1000] as const;

/**
 * A field of some rows as it is compared; undefined where its values say nothing of several rows.
 *
 * @param rows rows of the table
 */
export function comparedColumn(table: RowTable, column: LogColumn, rows: Int32Array): ComparedColumn | undefined {
  const { path, values, firstValue, hasUnlisted } = column;
  const counts = new Uint32Array(values.length);
  for (let at = 0; at < rows.length; at++) {
    const code = column.codes[rows[at]!]!;
    if (code >= firstValue) counts[code - firstValue]!++;
  }
  const read = () => numbersOf(table.numbers(path), rows);
  const numbers = hasNumbers(column) ? read() : undefined;
  const sorted = numbers && sortNumbers(numbers);
  const listed = [...counts.keys()].filter((value) => counts[value]! > 0).sort((a, b) => counts[b]! - counts[a]!);
  const distinct = column.scale === undefined ? listed.length : listed.length + countDistinct(sorted!);
  if (sorted !== undefined && sorted.length > 0 && distinct > fewValues) {
    return { ...rangedColumn(path, numbers!, (most) => cutNumbers(sorted, most), cellsOfNumbers), numbers: read };
  }
  if (hasUnlisted || distinct > mostDistinctShare * rows.length) return undefined;
  if (column.scale !== undefined)
    return { ...rangedColumn(path, numbers!, (most) => cutNumbers(sorted!, most), cellsOfNumbers), numbers: read };
  const cells = listed.slice(0, mostValues).map((value): Cell => ({ is: "value", value: values[value]! }));
  const cellOf = new Uint16Array(firstValue + values.length);
  for (const [cell, value] of listed.slice(0, mostValues).entries()) cellOf[firstValue + value] = cell + 1;
  const codes = new Uint16Array(rows.length);
  for (let at = 0; at < rows.length; at++) codes[at] = cellOf[column.codes[rows[at]!]!]!;
  return { path, isRanged: false, cells, codes };
}

/** The time of some rows as it is compared. */
export function comparedTime({ times }: RowTable, rows: Int32Array): ComparedColumn {
  const ofRows = numbersOf(times, rows);
  let [from, to] = [Infinity, -Infinity];
  for (const time of ofRows) [from, to] = [Math.min(from, time), Math.max(to, time)];
  return rangedColumn("timestamp", ofRows, (most) => cutTimes(from, to, most), cellsOfTime);
}

/** Sorted, without those that are none. */
function sortNumbers(numbers: Float64Array): Float64Array {
  const sorted = new Float64Array(numbers.length);
  let count = 0;
  for (let at = 0; at < numbers.length; at++) if (numbers[at] === numbers[at]) sorted[count++] = numbers[at]!;
  return sorted.subarray(0, count).sort();
}

const hasNumbers = ({ scale, values }: LogColumn) =>
  scale !== undefined || values.some((value) => typeof value === "number");

function numbersOf(all: Float64Array, rows: Int32Array): Float64Array {
  const numbers = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) numbers[at] = all[rows[at]!]!;
  return numbers;
}

function countDistinct(sorted: Float64Array): number {
  let distinct = 0;
  for (let at = 0; at < sorted.length; at++) if (at === 0 || sorted[at] !== sorted[at - 1]) distinct++;
  return distinct;
}

function rangedColumn(
  path: string,
  numbers: Float64Array,
  cut: (most: number) => Cell[],
  [most, mostFine]: readonly [number, number],
): ComparedColumn {
  const [cells, fineCells] = [cut(most), cut(mostFine)];
  const [codes, fineCodes] = [rangeCodes(numbers, cells), rangeCodes(numbers, fineCells)];
  return { path, isRanged: true, cells, fineCells, codes, fineCodes };
}

function rangeCodes(numbers: Float64Array, cells: Cell[]): Uint16Array {
  const from = Float64Array.from(cells, (cell) => (cell.is === "range" ? (cell.from ?? -Infinity) : NaN));
  const codes = new Uint16Array(numbers.length);
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at]!;
    if (number !== number) continue;
    let [low, high] = [0, from.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (number >= from[middle]!) low = middle;
      else high = middle;
    }
    codes[at] = low + 1;
  }
  return codes;
}
