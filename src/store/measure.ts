import type { Query, Scalar } from "../query/query.ts";
import type { ExploreScope } from "./explore.ts";

/** A number about a group of rows. Percentiles are by nearest rank; a row without a number at the path counts for none of them. */
export type Measure =
  | { is: "rows" }
  /** Rows that fulfil `part` among those that fulfil `of` (default: all), from 0 to 1. */
  | { is: "share"; part: Query; of?: Query }
  | { is: "sum" | "mean" | "least" | "most"; path: string }
  /** @param percent above 0, at most 100 */
  | { is: "percentile"; path: string; percent: number }
  /** Values that differ. */
  | { is: "distinct"; path: string };

/** What groups of rows are told apart by. Rows outside of all groups are in none. */
export type Division =
  /**
   * Stretches of time of equal length. With `windowBins` each holds its own rows and those of the stretches before it, that many in
   * all, as far as the log goes back: a sliding window.
   */
  | { is: "time"; fromMs: number; toMs: number; bins: number; windowBins?: number }
  /** The 168 hours of a week, from Monday 00:00 to 01:00. @param timeZone IANA name */
  | { is: "week"; timeZone: string }
  /** The values of a field, most frequent first, at most `limit`. */
  | { is: "values"; path: string; limit: number }
  /** Ranges of a number, of equal width or of equal factor, from the least to the greatest number there is. */
  | { is: "numbers"; path: string; bins: number; isLogarithmic?: boolean };

/** A question for numbers about the rows of a scope. */
export interface MeasureRequest extends ExploreScope {
  measures: Measure[];
  /** The series. Default: one, of all rows. */
  by?: Division;
  /** The groups of each series. Default: one, of all its rows. */
  over?: Division;
}

/** One group of a division: a value, or a half-open range of numbers or of time, in milliseconds since the epoch. */
export type Group = { value: Scalar } | { from: number; to: number };

/** The answer to a `MeasureRequest`. All numbers are exact and of the same moment. */
export interface MeasureAnswer {
  /** Lines of the log since it began: grows with the log. */
  position: number;
  /** Rows of the scope. */
  total: number;
  /** The series, and the groups of each; one without a bound where nothing divides them. */
  by: Group[];
  over: Group[];
  /** For each measure, series and group its number; NaN where there is none. */
  numbers: Float64Array[][];
}
