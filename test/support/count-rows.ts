import { cutNumbers, cutTimes } from "../../src/analytics/differs/cut-cells.ts";
import { isComparedField } from "../../src/analytics/differs/compared-fields.ts";
import type { Cell, CellRun, ComparedField, RowCounter } from "../../src/analytics/differs/row-counter.ts";
import type { Scalar } from "../../src/query/query.ts";

/** A row as an object with a scalar for each path. */
export type PlainRow = Record<string, Scalar>;

/** Distinct numbers from which on a field is cut into ranges. */
const fewNumbers = 48;
const mostValues = 50;

/**
 * Counts plain rows, as the worker counts packed ones.
 *
 * @param timeOf milliseconds since the epoch
 */
export function countRows(
  rows: PlainRow[],
  isSelected: (row: PlainRow, index: number) => boolean,
  {
    comparison = "failing",
    timeOf,
  }: { comparison?: Parameters<typeof isComparedField>[1]; timeOf?: (row: PlainRow) => number } = {},
): RowCounter {
  const selected = Uint8Array.from(rows, (row, index) => (isSelected(row, index) ? 1 : 0));
  const paths = new Set(rows.flatMap((row) => Object.keys(row)));
  const columns = [...paths]
    .filter((path) => path !== "timestamp" && isComparedField(path, comparison))
    .flatMap(
      (path) =>
        columnOf(
          path,
          rows.map((row) => row[path]),
        ) ?? [],
    );
  if (timeOf && isComparedField("timestamp", comparison)) columns.push(timeColumn(rows.map(timeOf)));

  const isIn = (row: number, { field, from, to, isFine }: CellRun) => {
    const code = (isFine === true ? columns[field]!.fineCodes! : columns[field]!.codes)[row]! - 1;
    return code >= from && code <= to;
  };
  const total = selected.reduce((sum, one) => sum + one, 0);
  return {
    fields: columns,
    totals: { selected: total, rest: rows.length - total },
    countCells(field, within, isFine = false) {
      const { cells, fineCells, codes, fineCodes } = columns[field]!;
      const counts = emptyCounts((isFine ? fineCells! : cells).length);
      for (let row = 0; row < rows.length; row++) {
        const cell = (isFine ? fineCodes! : codes)[row]! - 1;
        if (cell >= 0 && within.every((run) => isIn(row, run))) counts[selected[row]! ? "selected" : "rest"][cell]!++;
      }
      return counts;
    },
    countPairs(first, second) {
      const [one, other] = [columns[first]!, columns[second]!];
      const counts = emptyCounts(one.cells.length * other.cells.length);
      for (let row = 0; row < rows.length; row++) {
        const [a, b] = [one.codes[row]! - 1, other.codes[row]! - 1];
        if (a >= 0 && b >= 0) counts[selected[row]! ? "selected" : "rest"][a * other.cells.length + b]!++;
      }
      return counts;
    },
  };
}

const emptyCounts = (cells: number) => ({ selected: new Uint32Array(cells), rest: new Uint32Array(cells) });

/** A field with the cell of each row, from 1; 0 where it is in none. */
type Column = ComparedField & { codes: Uint16Array; fineCodes?: Uint16Array };

function columnOf(path: string, values: (Scalar | undefined)[]): Column | undefined {
  const counts = new Map<Scalar, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  const numbers = values.filter((value) => typeof value === "number");
  if (counts.size > fewNumbers && numbers.length > 0) {
    const all = values.map((value) => (typeof value === "number" ? value : NaN));
    return rangedColumn(path, all, (most) => cutNumbers(Float64Array.from(numbers).sort(), most), [32, 256]);
  }
  // A text of its own in most rows says nothing of the others.
  if (counts.size > 0.3 * values.length) return undefined;
  const frequent = [...counts].sort((a, b) => b[1] - a[1]).slice(0, mostValues);
  const code = new Map(frequent.map(([value], index) => [value, index + 1]));
  const codes = Uint16Array.from(values, (value) => (value === undefined ? 0 : (code.get(value) ?? 0)));
  return { path, isRanged: false, cells: frequent.map(([value]) => ({ is: "value", value })), codes };
}

function timeColumn(timesMs: number[]): Column {
  const [from, to] = [timesMs.reduce((a, b) => Math.min(a, b)), timesMs.reduce((a, b) => Math.max(a, b))];
  return rangedColumn("timestamp", timesMs, (most) => cutTimes(from, to, most), [64, 1000]);
}

function rangedColumn(
  path: string,
  numbers: number[],
  cut: (most: number) => Cell[],
  [most, mostFine]: [number, number],
): Column {
  const [cells, fineCells] = [cut(most), cut(mostFine)];
  return {
    path,
    isRanged: true,
    cells,
    fineCells,
    codes: codesOf(numbers, cells),
    fineCodes: codesOf(numbers, fineCells),
  };
}

function codesOf(numbers: number[], cells: Cell[]): Uint16Array {
  const from = cells.map((cell) => (cell.is === "range" ? (cell.from ?? -Infinity) : NaN));
  return Uint16Array.from(numbers, (number) => {
    if (Number.isNaN(number)) return 0;
    let [low, high] = [0, from.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (number >= from[middle]!) low = middle;
      else high = middle;
    }
    return low + 1;
  });
}
