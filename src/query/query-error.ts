import type { RegexProblem } from "./text/read-regex.ts";

/** What is wrong with a part of a query. */
export type QueryErrorKind =
  | RegexProblem
  /** The text is longer than 4,000 characters. */
  | "too-long"
  /** More than 20 brackets and `NOT` inside of one another. */
  | "too-deep"
  | "quote-open"
  | "bracket-open"
  /** A closing bracket without an opening one. */
  | "bracket-extra"
  | "bracket-empty"
  | "text-empty"
  /** A field without a value: `level:`. */
  | "value-missing"
  /** `AND`, `OR`, `NOT` with nothing beside it. */
  | "operand-missing"
  /** Not `[a TO b]`. */
  | "range-syntax"
  | "level-unknown"
  | "time-unknown";

/** A part of a query that was left out, with its place in the text. */
export interface QueryError {
  kind: QueryErrorKind;
  start: number;
  end: number;
}
