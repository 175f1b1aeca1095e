import { logLevels } from "../../../logging/log-event.ts";
import { listedValues } from "../../../query/match/field-values.ts";
import type { Scalar } from "../../../query/query.ts";
import type { RowOrder } from "../../explore.ts";
import { foldCodes } from "./fold-columns.ts";
import { absent, unlisted, type LogColumn } from "./log-column.ts";
import type { Mask } from "./masks.ts";
import { readLines } from "./read-lines.ts";
import type { RowTable } from "./row-table.ts";

/**
 * The rows that do not fail, in an order.
 *
 * @param lines the events view of the same log
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function orderRows(
  table: RowTable,
  lines: RowTable,
  failed: Mask,
  order: RowOrder,
  signal?: AbortSignal,
): Promise<Int32Array> {
  const rows = passingByTime(table, failed);
  if (order.isDescending) rows.reverse();
  if (order.by === "time") return rows;
  const column = table.column(order.by);
  if (column === undefined) return rows;
  return sortByRank(rows, await ranksOf(table, lines, column, signal), order.isDescending);
}

/** Oldest first, those of one time as they stand in the log. */
function passingByTime({ rows, byTime }: RowTable, failed: Mask): Int32Array {
  const order = byTime.rows();
  const passing = new Int32Array(rows + 1);
  let count = 0;
  for (let at = 0; at < rows; at++) {
    const row = order === undefined ? at : order[at]!;
    passing[count] = row;
    count += failed[row] === 0 ? 1 : 0;
  }
  return passing.slice(0, count);
}

/** Ranks from 1; 0 for rows without a value. */
interface Ranks {
  ranks: Uint32Array;
  most: number;
}

/** Numbers come before texts, texts before booleans and null; levels are ordered by severity. */
async function ranksOf(
  table: RowTable,
  lines: RowTable,
  column: LogColumn,
  signal: AbortSignal | undefined,
): Promise<Ranks> {
  const { path, codes, values, firstValue, sets } = column;
  const numbers = column.scale === undefined ? new Float64Array(0) : table.numbers(path);
  const sorted = numbers.filter((number) => number === number).sort();
  const texts = column.hasUnlisted ? await unlistedTexts(table, lines, column, signal) : new Map<number, Scalar>();
  const distinct = [...new Set([...values, ...texts.values()])].sort((a, b) => compare(path, a, b));
  const rankOfValue = new Map(distinct.map((value, at) => [value, sorted.length + at + 1]));
  const rankOfCode = (sets ?? values.map((_, at) => [at])).map((set) =>
    Math.max(...set.map((at) => rankOfValue.get(values[at]!)!)),
  );
  const ranks = new Uint32Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code === absent) continue;
    if (code === unlisted) ranks[row] = rankOfValue.get(texts.get(row)!) ?? 0;
    else ranks[row] = code >= firstValue ? rankOfCode[code - firstValue]! : lowerBound(sorted, numbers[row]!) + 1;
  }
  return { ranks, most: sorted.length + distinct.length };
}

const kinds = ["number", "string", "boolean", "object"];

function compare(path: string, a: Scalar, b: Scalar): number {
  if (path === "level") return severity(a) - severity(b);
  const byKind = kinds.indexOf(typeof a) - kinds.indexOf(typeof b);
  if (byKind !== 0) return byKind;
  return a === b ? 0 : a! < b! ? -1 : 1;
}

const severity = (level: Scalar) => (logLevels as readonly Scalar[]).indexOf(level);

function lowerBound(sorted: Float64Array, number: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The texts of the rows whose value is only in a line. */
export async function unlistedTexts(
  table: RowTable,
  lines: RowTable,
  { path, codes }: LogColumn,
  signal: AbortSignal | undefined,
): Promise<Map<number, Scalar>> {
  const lineOf = linesOfValues(table, lines, path);
  const rows: number[] = [];
  for (let row = 0; row < codes.length; row++) if (codes[row] === unlisted) rows.push(row);
  const events = await readLines(
    lines.chunks,
    rows.map((row) => lineOf[row]! - 1),
    signal,
  );
  return new Map(rows.map((row) => [row, listedValues({ ...events.get(lineOf[row]! - 1)! }).get(path)!]));
}

/** For each row one more than the line that its value of a field is from. */
function linesOfValues(table: RowTable, lines: RowTable, path: string): Uint32Array {
  const ofLines = Uint32Array.from(lines.column(path)!.codes, (code, line) => (code === absent ? 0 : line + 1));
  if (table.index === undefined) return ofLines;
  const ofCalls = new Uint32Array(table.rows);
  foldCodes(path, ofLines, ofCalls, table.index);
  return ofCalls;
}

/** Sorts rows by rank, those of equal rank as they were; those without a value last. */
function sortByRank(rows: Int32Array, { ranks, most }: Ranks, isDescending: boolean): Int32Array {
  const placeOf = (row: number) => {
    const rank = ranks[row]!;
    return rank === 0 ? most : isDescending ? most - rank : rank - 1;
  };
  const starts = new Uint32Array(most + 2);
  for (let at = 0; at < rows.length; at++) starts[placeOf(rows[at]!) + 1]!++;
  for (let rank = 1; rank < starts.length; rank++) starts[rank]! += starts[rank - 1]!;
  const sorted = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at++) sorted[starts[placeOf(rows[at]!)]!++] = rows[at]!;
  return sorted;
}
