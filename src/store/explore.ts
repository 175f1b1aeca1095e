import type { TimeRange } from "../analytics/call-rollups.ts";
import type { Differences } from "../analytics/differs/difference.ts";
import type { Sequence } from "../analytics/sequence/read-sequence.ts";
import type { LogEvent } from "../logging/log-event.ts";
import type { MeasureAnswer, MeasureRequest } from "../query/measure.ts";
import type { Query, Scalar } from "../query/query.ts";
import type { PatternsAnswer, PatternsRequest, ReplacedValues } from "./patterns.ts";

/** What a row is: a call with all its lines, or one line. */
export type ExploreView = "calls" | "events";

/** Which rows are meant. */
export interface ExploreScope {
  view: ExploreView;
  query: Query;
  /** Of the time of a line, or of the first line of a call. */
  range: TimeRange;
  /** Whether calls that the console made by itself are among them (`initiator` is `console`). */
  hasOwnCalls: boolean;
}

/**
 * Order of rows: by `time`, that of a line or of the first line of a call, and of one time by position; or by the values of a
 * field, where rows without a value come last.
 */
export interface RowOrder {
  by: "time" | (string & {});
  isDescending: boolean;
}

/** A question about rows: exact counts of fields, of time, and of all. */
export interface ExploreRequest extends ExploreScope {
  /** Paths whose values are counted, each without the conditions on that field itself. */
  facets: string[];
  chart?: ChartRequest;
  /** A page opens the log with this question: see {@link OpeningAnswer}. */
  isOpening?: boolean;
}

/**
 * The answer to a question with which a page opens a log may be stored by an earlier worker, of the log as it was then: it is there at
 * once. Whoever gets such a one asks again, without `isOpening`.
 */
export interface OpeningAnswer {
  /** The log has grown since then. */
  isEarlier?: true;
}

/** Counts over time, split by the values of a field with few values (the others are added up). */
export interface ChartRequest {
  bins: number;
  /** `outcome`, `level` (of a call its highest), `service`, or another path. */
  by: string;
  /** The times that the bins cover. Default: those of the whole log. The range of the scope does not limit the bins. */
  range?: TimeRange;
}

/** Where a call stands. `unfinished`: it has no end in the log. */
export type Outcome = "ok" | "error" | "cancelled" | "unfinished";

/** Rows by their outcome. */
export interface RowCounts {
  total: number;
  ok: number;
  error: number;
  cancelled: number;
  unfinished: number;
}

/** One value of a field, with the rows that have it. */
export interface FacetValue extends RowCounts {
  value: Scalar;
}

/** The numbers of a field, counted in bins of equal width (or of equal factor, where all are positive and far apart). */
export interface NumberBins {
  from: number;
  to: number;
  isLogarithmic: boolean;
  bins: { from: number; to: number; total: number; error: number }[];
}

/** The values of one field among the rows that match without its own conditions. */
export interface Facet {
  path: string;
  /**
   * Rows with a value of it. Those of `values`, `unlisted` and `others` add up to it, but for `level` in calls: a call counts at
   * each level of its lines.
   */
  present: number;
  /** The most frequent values, at most 50, most frequent first. */
  values: FacetValue[];
  /** Rows with a value that is not among `values`; the numbers of `numbers` are among them. */
  others: number;
  /** Distinct values beyond `values`; NaN where they are not counted: there are unlisted texts, or numbers in bins. */
  otherValues: number;
  /** Rows whose text is only in their lines: the field has very many values; `fieldValues` counts them exactly. */
  unlisted: number;
  /** Rows without a value of it. With `present` they are all rows that match without its own conditions. */
  absent?: number;
  /** Where the field has numbers with many values. */
  numbers?: NumberBins;
}

/** Counts over time. */
export interface ExploreChart {
  fromMs: number;
  toMs: number;
  /** Values of the series, at most 7, most frequent first; last undefined for all other rows, where there are some. */
  series: (Scalar | undefined)[];
  /** For each series the count of each bin, of the rows that match. */
  counts: number[][];
  /** For each bin the rows of the view without query and range. */
  all: number[];
  /** Times in which events were lost, from `system_log_gap` events. */
  gaps: { fromMs: number; toMs: number; count: number }[];
}

/** A field that some row of the log has. */
export interface FieldInfo {
  path: string;
  /** Lines with a value, whatever the query and the view. */
  present: number;
  /** What its values are. */
  kinds: ("text" | "number" | "boolean" | "null" | "list")[];
  /** Distinct values as far as they are listed. */
  values: number;
  /** Very many values: some texts are only in their lines. */
  isMany: boolean;
}

/** The answer to an `ExploreRequest`. All counts are exact and of the same moment. */
export interface ExploreAnswer extends RowCounts, OpeningAnswer {
  /** Lines of the log since it began: grows with the log. */
  position: number;
  /** Rows of the view without query and range, own calls left out as in the scope. */
  outOf: number;
  /** Own calls (in `events`: lines of them) that the scope leaves out of those. */
  ownHidden: number;
  /** Time of the first and the last row of the log; undefined while it is empty. */
  firstMs: number | undefined;
  lastMs: number | undefined;
  fields: FieldInfo[];
  facets: Facet[];
  chart?: ExploreChart;
  /** Where nothing matches: for each condition of the query's outermost `and`, the rows without it; the range as `range`. */
  without?: { condition: number | "range" | "own"; total: number }[];
}

/** One row of the list. */
export interface ExploreRow {
  /** Position of the line; of a call, of its end, or of its last line where it has none. It names the row. */
  position: number;
  /** The line; of a call, its lines folded into one: a field of the end wins, then of a later line. */
  event: LogEvent;
  /** Positions of all lines of the call, ascending; of a line only itself. */
  lines: number[];
  /** Of a call: which of its ends the log lacks. */
  lacks?: "start" | "end" | "both";
  outcome?: Outcome;
  /** Time of the first line, in milliseconds since the epoch; NaN where it has none. */
  timeMs: number;
}

/** A page of rows. */
export interface ExploreRows extends OpeningAnswer {
  position: number;
  total: number;
  /** Index of the first of `rows` among all matching rows, in the order asked for. */
  from: number;
  rows: ExploreRow[];
}

/** A row of a list: by index, or by the position of any of its lines. */
export type RowPlace = { index: number } | { position: number };

/** Which page: by index, or around a row, or at a time. */
export type RowsAt = RowPlace | { timeMs: number };

/** A page of at most `limit` rows. */
export interface RowsPage {
  order: RowOrder;
  at: RowsAt;
  limit: number;
  /** A page opens the log with this question: see {@link OpeningAnswer}. */
  isOpening?: boolean;
}

/** Rows that stand between two others. */
export interface RowsBetweenRequest {
  order: RowOrder;
  /** The row to count from, and the one at the other end; either may come first. */
  from: RowPlace;
  to: RowPlace;
}

/** The rows from one to another, both included, in the order of the list. */
export interface RowsBetween {
  /** At most 10,000, those next to `from`. */
  rows: ExploreRow[];
  total: number;
}

/** Which row of a scope is looked for: the next, or the one before, that fulfils a query too. */
export interface NextRowRequest {
  order: RowOrder;
  query: Query;
  /** The row to start from, which is not looked at itself. Default: before the first row, or after the last. */
  from?: RowPlace;
  isForward: boolean;
}

/** Exact counts of the values of one field, also of one with very many. */
export interface FieldValues {
  path: string;
  values: FacetValue[];
  /** Distinct values that match the search. */
  distinct: number;
}

/** What two groups of rows are compared for. */
export type Comparison =
  /** Rows with outcome `error` against those that ended well. */
  | { is: "failing" }
  /** Rows that ended well and took longer than this, or by default than is usual for what they are, against the others. */
  | { is: "slow"; overMs?: number }
  /** Rows from this moment on against those before. */
  | { is: "after"; timeMs: number }
  /** Rows that match a query too against those that do not. */
  | { is: "query"; query: Query };

/** When a call ran, and what stood before it when it began; in milliseconds since the epoch. */
export interface CallInSequence {
  /** As it was asked for. */
  position: number;
  beganMs: number;
  /** NaN for a call without an end in the log. */
  endedMs: number;
  /** The call that ended last until then, and for how long it had ended. */
  after?: { position: number; sinceMs: number };
  /** Calls under way at that moment. */
  beside: number;
}

/** The calls of a scope in their order, all of one moment. Calls are named by the positions of their rows. */
export interface CallSequence extends Sequence {
  /** Lines of the log since it began: grows with the log. */
  position: number;
  total: number;
  /** The services of the followings, by their indexes: at most 12, the most frequent ones. */
  services: string[];
  /** How many services are left out of these. */
  otherServices: number;
  /** The calls that were asked for, in the order in which they began. Those without a time are missing. */
  calls: CallInSequence[];
}

/**
 * In which form rows are exported, oldest first: `jsonl` their lines as stored, `original` the records that those lines were made
 * of, byte for byte, `text` their lines as the text files write them, `csv` a table with one row for each of them.
 */
export type RowsForm =
  | { is: "jsonl" }
  | { is: "text" }
  /** @param encodings of the imported files by index; the worker adds them */
  | { is: "original"; encodings?: (string | undefined)[] }
  /** @param paths fields, as columns; default: all that some of the rows have */
  | { is: "csv"; paths?: string[] };

/** Rows of a scope, and the lines that they are made of: of calls, all lines of each. */
export interface RowsSize {
  rows: number;
  lines: number;
}

/** How far an answer is: an export in rows of the log for `csv`, all else in its lines. */
export interface RowsProgress {
  done: number;
  total: number;
}

/** Reading a log as rows with fields; answered in the worker. */
export interface ExploreReader {
  /** @throws DOMException `AbortError` when the signal aborts */
  explore(request: ExploreRequest, signal?: AbortSignal): Promise<ExploreAnswer>;
  /** What differs between two groups of the rows of a scope, by their fields. */
  compare(scope: ExploreScope, comparison: Comparison, signal?: AbortSignal): Promise<Differences>;
  /** At most 500 rows of a scope. */
  exploreRows(scope: ExploreScope, page: RowsPage, signal?: AbortSignal): Promise<ExploreRows>;
  /** @param search only values that contain this text, whatever its case */
  /** Position of the row that is looked for, in the order of the list; undefined where there is none. */
  nextRow(scope: ExploreScope, request: NextRowRequest, signal?: AbortSignal): Promise<number | undefined>;
  rowsBetween(scope: ExploreScope, request: RowsBetweenRequest, signal?: AbortSignal): Promise<RowsBetween>;
  fieldValues(
    scope: ExploreScope,
    path: string,
    options: { search?: string; limit: number },
    signal?: AbortSignal,
  ): Promise<FieldValues>;
  /** Numbers about groups of rows. @throws DOMException `AbortError` when the signal aborts */
  measure(request: MeasureRequest, signal?: AbortSignal): Promise<MeasureAnswer>;
  /** The patterns of the lines of a scope, whatever its view; computed at the first question that names them. @throws DOMException `AbortError` when the signal aborts */
  patterns(
    scope: ExploreScope,
    request: PatternsRequest,
    onProgress?: (progress: RowsProgress) => void,
    signal?: AbortSignal,
  ): Promise<PatternsAnswer>;
  /** Exact counts of what was replaced in the lines of a pattern. @throws DOMException `AbortError` when the signal aborts */
  replacedValues(
    scope: ExploreScope,
    pattern: string,
    onProgress?: (progress: RowsProgress) => void,
    signal?: AbortSignal,
  ): Promise<ReplacedValues>;
  /**
   * Reads the calls of a scope as a sequence: which ran when, what failed first and what followed it. The view is `calls`,
   * whatever the scope says.
   *
   * @param positions of rows of which is told when they ran and what stood before them
   * @throws DOMException `AbortError` when the signal aborts
   */
  sequence(scope: ExploreScope, positions: number[], signal?: AbortSignal): Promise<CallSequence>;
  /** How much an export of a scope holds. */
  exportSize(scope: ExploreScope, signal?: AbortSignal): Promise<RowsSize>;
  /** All rows of a scope as one file, however many. @throws DOMException `AbortError` when the signal aborts */
  exportRows(
    scope: ExploreScope,
    form: RowsForm,
    onProgress?: (progress: RowsProgress) => void,
    signal?: AbortSignal,
  ): Promise<Blob>;
}
