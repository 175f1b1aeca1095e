import { isOfFirstLine } from "../../../query/match/fold-call.ts";
import type { ExploreView, Outcome } from "../../explore.ts";
import { indexCalls, namingRow, type CallIndex } from "./call-index.ts";
import { foldAny, foldColumn, foldNumbers, foldSets } from "./fold-columns.ts";
import { createColumnCache, type ColumnCache } from "./column-cache.ts";
import type { Earlier, LogChunks } from "./log-chunks.ts";
import { callColumn, lineColumn, lineNumbers, type LogColumn } from "./log-column.ts";
import { createMask, type Mask } from "./masks.ts";
import { createTimeOrder, type TimeOrder } from "./time-order.ts";

/** The rows of a view, lines or calls, with the columns of their fields. Rows of calls are numbered by their first lines. */
export interface RowTable {
  view: ExploreView;
  rows: number;
  chunks: LogChunks;
  /** Undefined where the rows are lines. */
  index: CallIndex | undefined;
  /** Milliseconds since the epoch, of a call when it began; NaN where there is no valid time. */
  times: Float64Array;
  byTime: TimeOrder;
  /** For each row its outcome, as an index into `outcomes`. */
  outcomes: Uint8Array;
  /** 1 for rows of calls that the console made by itself. */
  own: Mask;
  /** 1 for sentences of an import that repeat an event; none in calls. */
  sentences: Mask;
  /** The column of a field; undefined where no row has it. */
  column(path: string): LogColumn | undefined;
  /** The numbers of a field, NaN where a row has none. */
  numbers(path: string): Float64Array;
  /** What was asked for. */
  kept: ColumnCache;
  /** Of calls: the outcomes that their lines have. */
  ofEnds?: LogColumn | undefined;
}

/** Outcomes by their number; 0 stands for none. */
export const outcomes = [undefined, "ok", "error", "cancelled", "unfinished"] as const satisfies (
  | Outcome
  | undefined
)[];

const unfinished = outcomes.indexOf("unfinished");
/** What the columns of a table may take, in bytes a row. */
const bytesPerRow = 32;
const leastBudget = 4_000_000;
const budgetOf = (rows: number) => Math.max(leastBudget, rows * bytesPerRow);

/** The rows of the events view. @param before those of the log before it grew */
export function createLineTable(chunks: LogChunks, before?: RowTable): RowTable {
  const { rows } = chunks;
  const kept = createColumnCache(chunks, budgetOf(rows), before?.kept);
  const column = (path: string) => kept.column(path, (earlier) => lineColumn(chunks, path, earlier));
  const earlierTimes = before && { value: before.times, settledRows: before.chunks.settledRows };
  const times = lineNumbers(chunks, "timestamp", earlierTimes);
  const marked = (path: string, value: string) => markValue(column(path), value, rows);
  return {
    view: "events",
    rows,
    chunks,
    index: undefined,
    times,
    byTime: createTimeOrder(times, before?.byTime),
    outcomes: outcomeNumbers(column("outcome"), rows),
    own: marked("initiator", "console"),
    sentences: marked("event", "imported_sentence"),
    column,
    numbers: (path) => kept.numbers(path, (earlier) => lineNumbers(chunks, path, earlier)),
    kept,
  };
}

/** The rows of the calls view. @param before those of the log before it grew */
export function createCallTable(lines: RowTable, before?: RowTable): RowTable {
  const index = indexCalls(lines.chunks, lines.column("event"), before?.index);
  const { calls, firstRow } = index;
  const kept = createColumnCache(lines.chunks, budgetOf(calls), before?.kept);
  const own = createMask(calls);
  foldAny(lines.own, own, index);
  const times = new Float64Array(calls);
  for (let call = 0; call < calls; call++) times[call] = lines.times[firstRow[call]!]!;
  const folded = lines.column("outcome");
  const earlierEnds = before?.ofEnds && { value: before.ofEnds, settledRows: before.chunks.settledRows };
  const ofEnds = folded && foldColumn(folded, index, earlierEnds);
  const outcomesOfCalls = outcomeNumbers(ofEnds, calls);
  for (let call = 0; call < calls; call++) if (outcomesOfCalls[call] === 0) outcomesOfCalls[call] = unfinished;

  function make(path: string, earlier: Earlier<LogColumn> | undefined): LogColumn | undefined {
    if (path === "outcome") return outcomeColumn(outcomesOfCalls);
    // Times are those of first lines, and numbers are folded by the column of their lines.
    const isFolded =
      path === "level" ||
      isOfFirstLine(path) ||
      earlier !== undefined ||
      lines.kept.has(path) ||
      hasNumbers(lines.chunks, path);
    if (!isFolded) return callColumn(lines.chunks, path, index);
    const column = lines.column(path);
    if (column === undefined) return undefined;
    return path === "level" ? foldSets(column, index) : foldColumn(column, index, earlier);
  }
  return {
    view: "calls",
    rows: calls,
    chunks: lines.chunks,
    index,
    times,
    byTime: createTimeOrder(times, before?.byTime),
    outcomes: outcomesOfCalls,
    own,
    sentences: createMask(calls),
    column: (path) => kept.column(path, (earlier) => make(path, earlier)),
    numbers: (path) =>
      kept.numbers(path, (earlier) => foldNumbers(lines.column(path)!, lines.numbers(path), index, earlier)),
    kept,
    ofEnds,
  };
}

/** The line that names a row. */
export function lineOfRow({ index }: RowTable, row: number): number {
  return index === undefined ? row : namingRow(index, row);
}

/** The position in the log of a line. */
export function positionOfLine({ chunks }: LogChunks, line: number): number {
  const chunk = chunks.findLast(({ firstRow }) => firstRow <= line)!;
  return chunk.firstPosition + line - chunk.firstRow;
}

function hasNumbers({ blocks }: LogChunks, path: string): boolean {
  return blocks.some(({ block }) => block.column(path)?.plain !== undefined);
}

/** Marks the rows that have a value. */
function markValue(column: LogColumn | undefined, value: string, rows: number): Mask {
  const mask = createMask(rows);
  const at = column?.values.indexOf(value) ?? -1;
  if (column === undefined || at < 0) return mask;
  const { codes, firstValue } = column;
  for (let row = 0; row < rows; row++) mask[row] = codes[row] === firstValue + at ? 1 : 0;
  return mask;
}

function outcomeNumbers(column: LogColumn | undefined, rows: number): Uint8Array {
  const numbers = new Uint8Array(rows);
  if (column === undefined) return numbers;
  const { codes, firstValue, values } = column;
  const numberOf = new Uint8Array(firstValue + values.length);
  for (const [at, value] of values.entries())
    numberOf[firstValue + at] = Math.max(0, (outcomes as readonly unknown[]).indexOf(value));
  for (let row = 0; row < rows; row++) numbers[row] = numberOf[codes[row]!]!;
  return numbers;
}

/** Outcomes as a column; the codes are those of `outcomes`, above the reserved ones. */
function outcomeColumn(numbers: Uint8Array): LogColumn {
  const values = outcomes.slice(1) as Outcome[];
  return { path: "outcome", codes: numbers.map((number) => number + 1), firstValue: 2, values, hasUnlisted: false };
}
