import type { QueryScope } from "./match/query-scope.ts";
import type { Query, Scalar } from "./query.ts";

/**
 * A number about a group of rows. Of a field only numbers count: a row without one is in no sum, mean or percentile.
 *
 * Percentiles are by nearest rank. The number of `timestamp` is when a row began, in milliseconds since the epoch.
 */
export type Measure =
  | { is: "rows" }
  /** Rows that fulfil `of` and `part`, among those that fulfil `of` (default: all), from 0 to 1. */
  | { is: "share"; part: Query; of?: Query }
  | { is: "sum" | "mean" | "least" | "most"; path: string }
  /** @param percent above 0, at most 100 */
  | { is: "percentile"; path: string; percent: number }
  /** Values that differ, of any type. */
  | { is: "distinct"; path: string };

/** What rows are divided into groups by. Rows outside of all groups are in none. */
export type Division =
  /** Stretches of time of equal length. */
  | { is: "time"; fromMs: number; toMs: number; bins: number }
  /** The 168 hours of a week, from Monday 00:00. @param offsets distance from UTC from each moment on; the first also before it */
  | { is: "week"; offsets: { fromMs: number; offsetMs: number }[] }
  /** The values of a field, most frequent first, then by name, at most `limit`. A row with several levels has its severest. */
  | { is: "values"; path: string; limit: number }
  /** The combinations of values of several fields, most frequent first, at most `limit`; an absent value is one too. */
  | { is: "combinations"; paths: string[]; limit: number }
  /** Ranges of a number between the least and the greatest there is, of equal width or, where all are positive, of equal factor. */
  | { is: "numbers"; path: string; bins: number; isLogarithmic?: boolean }
  /** Ranges of a number between given bounds, ascending; the last range holds its end too. */
  | { is: "ranges"; path: string; edges: number[] };

/** A question for numbers about the rows of a scope. */
export interface MeasureRequest extends QueryScope {
  measures: Measure[];
  /** The series. Default: one, of all rows. */
  by?: Division;
  /** The groups of each series. Default: one, of all its rows. */
  over?: Division;
  /**
   * Of stretches of time in `over`: each group holds also the rows of the stretches before it, so many stretches in all, a
   * sliding window. The range of the scope has to begin early enough for that. Default: 1.
   */
  windowBins?: number;
}

/** One group: all rows, one value, one hour of the week (from 0), or a range of numbers or of time. */
export type Group =
  | { is: "all" }
  | { is: "value"; value: Scalar }
  /** In the order of the paths; undefined where a row has none. */
  | { is: "combination"; values: (Scalar | undefined)[] }
  | { is: "hour"; hour: number }
  | RangeGroup;

/** The values of a combination, in the order of the paths; none of another group. */
export function combinationOf(group: Group): (Scalar | undefined)[] {
  return group.is === "combination" ? group.values : [];
}

/** A half-open range; of time in milliseconds since the epoch. */
export interface RangeGroup {
  is: "range";
  from: number;
  to: number;
}

/** The answer to a `MeasureRequest`. All numbers are exact and of the same moment. */
export interface MeasureAnswer {
  /** Lines of the log since it began: grows with the log. */
  position: number;
  /** Rows of the scope, also those outside of all groups. */
  total: number;
  by: Group[];
  over: Group[];
  /** By measure, series and group; NaN where there is nothing to count: no row with a number, or none for a share. */
  numbers: Float64Array[][];
}
