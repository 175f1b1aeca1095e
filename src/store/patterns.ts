import type { Query, Scalar } from "../query/query.ts";

/** How patterns are ordered: by lines, by the newest line, or by the share of errors; then by lines, then by name. */
export type PatternOrder = "lines" | "newest" | "errors";

/** Which patterns are asked for. */
export interface PatternsRequest {
  order: PatternOrder;
  /** Only patterns that contain this text, whatever its case. Default: all. */
  search?: string;
  /** Most patterns of the answer. */
  limit: number;
  /** Stretches of time in which the lines of each pattern are counted. */
  bins: number;
}

/** The lines with one pattern. */
export interface PatternCounts {
  /** Undefined: those without a text as message. */
  pattern: string | undefined;
  lines: number;
  /** Lines of each level, lowest first; a level that none has is left out. */
  levels: { level: Scalar; lines: number }[];
  /** Lines of the levels ERROR and CRITICAL. */
  errors: number;
  /** Lines by stretch of time. */
  course: number[];
  /** Time of the first and the last line; undefined where none has one. */
  firstMs: number | undefined;
  lastMs: number | undefined;
}

/** The patterns of the lines of a scope. Each line is of one: the lines of `patterns` and `further` add up to `found`. */
export interface PatternsAnswer {
  position: number;
  /** Lines of the scope, and patterns among them; lines without a text as message count as one. */
  lines: number;
  distinct: number;
  /** The same of what the search finds. */
  found: { patterns: number; lines: number };
  patterns: PatternCounts[];
  /** What was found beyond the limit. */
  further: { patterns: number; lines: number };
  /** Times that the stretches cover: those of the range, or of the log. */
  fromMs: number;
  toMs: number;
}

/** A value that was replaced, with the lines that have it at its place. */
export interface ReplacedCount {
  text: string;
  lines: number;
  /** Finds them: the pattern, and the message as a value or as a wildcard. */
  query: Query;
}

/** What was replaced at one place of a pattern, among the lines of a scope. */
export interface ReplacedPlace {
  /** Where the placeholder stands in the pattern, and what it is. */
  at: number;
  by: string;
  /** Lines with a value here: the others have the sign itself. */
  lines: number;
  distinct: number;
  /** The most frequent values, at most 10; of equal ones the first by name. */
  values: ReplacedCount[];
  /** Where all values are plain numbers: by nearest rank, each as one of the values, and lines by range. */
  numbers?: Record<"least" | "median" | "p95" | "most", ReplacedCount> & {
    isLogarithmic: boolean;
    bins: { from: number; to: number; lines: number }[];
  };
}

/** What was replaced in the lines of one pattern. */
export interface ReplacedValues {
  lines: number;
  places: ReplacedPlace[];
}
