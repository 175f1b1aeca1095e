import type { Scalar } from "../../query/query.ts";

/** Rows of the two groups that are compared. */
export interface GroupCounts {
  selected: number;
  rest: number;
}

/** What rows have in common in one field. A range holds `from` and not `below`; without one of them it is open. */
export type Cell = { is: "value"; value: Scalar } | { is: "range"; from?: number; below?: number };

/** A field as it is compared: a row is in one of its cells, or in none. */
export interface ComparedField {
  path: string;
  /** Values in any order, or ranges that follow one another. */
  cells: readonly Cell[];
  /** The cells are ranges, of which neighbours may be joined. */
  isRanged: boolean;
  /** Narrower ranges of the same field, which sharpen the bounds of what was found. */
  fineCells?: readonly Cell[];
}

/** Neighbouring cells of a field, the last one included; of a field with values a single one. */
export interface CellRun {
  /** Index in `RowCounter.fields`. */
  field: number;
  from: number;
  to: number;
  /** The cells are those of `fineCells`. */
  isFine?: boolean;
}

/** Rows of both groups in each cell. */
export interface CellCounts {
  selected: ArrayLike<number>;
  rest: ArrayLike<number>;
}

/** The median of a field in both groups; NaN where a group has no number of it. */
export interface GroupMedians {
  selected: number;
  rest: number;
}

/** Counts the rows of two groups. Whoever holds the rows implements it; the statistics see nothing but its counts. */
export interface RowCounter {
  fields: readonly ComparedField[];
  totals: GroupCounts;
  /** Rows in each cell of a field that are in all the runs too. */
  countCells(field: number, within: readonly CellRun[], isFine?: boolean): CellCounts;
  /** Exact medians of a field of numbers; undefined for other fields. */
  medians?(field: number): GroupMedians | undefined;
  /** Rows in each cell of one field and each of another, at `first * cells of the second + second`. */
  countPairs(first: number, second: number): CellCounts;
}

/** Rows in a run of cells. */
export function sumRun({ selected, rest }: CellCounts, from: number, to: number): GroupCounts {
  const sum = { selected: 0, rest: 0 };
  for (let cell = from; cell <= to; cell++) {
    sum.selected += selected[cell]!;
    sum.rest += rest[cell]!;
  }
  return sum;
}
