import { foldCall } from "../../../query/match/fold-call.ts";
import type { LogEvent } from "../../../logging/log-event.ts";
import type { ExploreRow, RowPlace, RowsAt } from "../../explore.ts";
import { linesOfCall } from "./call-index.ts";
import type { Mask } from "./masks.ts";
import { readLines } from "./read-lines.ts";
import { lineOfRow, outcomes, positionOfLine, type RowTable } from "./row-table.ts";

/** Index of the first row of a page of a list of rows; a row or a time is put into its middle. */
export function pageStart(table: RowTable, list: Int32Array, at: RowsAt, limit: number): number {
  const index = "index" in at ? at.index : nearest(table, list, at) - Math.floor(limit / 2);
  return Math.max(0, Math.min(index, list.length - limit));
}

/** Position of the row nearest to one of a list, in a direction, that does not fail; undefined where there is none. */
export function findNext(
  table: RowTable,
  list: Int32Array,
  failed: Mask,
  { from, isForward }: { from: RowPlace | undefined; isForward: boolean },
): number | undefined {
  const step = isForward ? 1 : -1;
  const before = isForward ? -1 : list.length;
  const start = from === undefined ? before : indexOf(table, list, from);
  for (let index = start + step; index >= 0 && index < list.length; index += step) {
    const row = list[index]!;
    if (failed[row] === 0) return positionOfLine(table.chunks, lineOfRow(table, row));
  }
  return undefined;
}

/** The part of a list from one row to another; backward where the other stands before it. */
export function listBetween(
  table: RowTable,
  list: Int32Array,
  from: RowPlace,
  to: RowPlace,
): { rows: Int32Array; isBackward: boolean } {
  const [start, end] = [indexOf(table, list, from), indexOf(table, list, to)];
  return { rows: list.subarray(Math.min(start, end), Math.max(start, end) + 1), isBackward: end < start };
}

function indexOf(table: RowTable, list: Int32Array, place: RowPlace): number {
  return "index" in place ? place.index : nearest(table, list, place);
}

/** Index of the row at, or nearest to, a position or a time. */
function nearest(table: RowTable, list: Int32Array, at: { position: number } | { timeMs: number }): number {
  let best = 0;
  let least = Infinity;
  const wanted = "position" in at ? namedPosition(table, at.position) : at.timeMs;
  const distance =
    "position" in at
      ? (row: number) => Math.abs(positionOfLine(table.chunks, lineOfRow(table, row)) - wanted)
      : (row: number) => Math.abs(table.times[row]! - wanted);
  for (let index = 0; index < list.length; index++) {
    const here = distance(list[index]!);
    if (here < least) [least, best] = [here, index];
  }
  return best;
}

/** The position that names the row of a line: of a call, any of its lines may be given. */
function namedPosition(table: RowTable, position: number): number {
  const chunk = table.chunks.chunks.findLast(({ firstPosition }) => firstPosition <= position);
  if (chunk === undefined || table.index === undefined) return position;
  const call = table.index.callOf[chunk.firstRow + position - chunk.firstPosition] ?? -1;
  return call < 0 ? position : positionOfLine(table.chunks, lineOfRow(table, call));
}

/** Reads rows with their lines. */
export async function readRows(table: RowTable, rows: ArrayLike<number>): Promise<ExploreRow[]> {
  const { index, chunks } = table;
  const linesOf = Array.from(rows, (row) => (index === undefined ? [row] : linesOfCall(index, row)));
  const events = await readLines(chunks, linesOf.flat());
  return Array.from(rows, (row, at): ExploreRow => {
    const lines = linesOf[at]!;
    const outcome = outcomes[table.outcomes[row]!];
    const parsed = lines.map((line) => events.get(line)!);
    const lacks = index && missing(index.startRow[row]! < 0, index.endRow[row]! < 0);
    return {
      position: positionOfLine(chunks, lineOfRow(table, row)),
      event:
        index === undefined ? parsed[0]! : (foldCall(parsed.map((event) => ({ ...event }))) as unknown as LogEvent),
      lines: lines.map((line) => positionOfLine(chunks, line)),
      ...(lacks && { lacks }),
      ...(outcome && { outcome }),
      timeMs: table.times[row]!,
    };
  });
}

function missing(start: boolean, end: boolean): ExploreRow["lacks"] {
  return start && end ? "both" : start ? "start" : end ? "end" : undefined;
}
