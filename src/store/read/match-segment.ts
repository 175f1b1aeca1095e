import type { EventColumns } from "../../analytics/event-columns.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { filterColumns } from "./filter-columns.ts";
import type { LogSegment } from "./log-snapshot.ts";
import type { LogFilter } from "../log-store.ts";
import { rowsWith } from "./rows-with.ts";
import { createSubstringFinder } from "./substring.ts";

/** Returns the rows of a segment that match one filter, oldest first. */
export type SegmentMatcher = (segment: LogSegment) => Promise<Uint32Array>;

/**
 * Prepares a filter for all segments.
 *
 * Columns are tested first, so that lines are read only where they can still match.
 */
export function createSegmentMatcher(filter: LogFilter): SegmentMatcher {
  const { requestId, substring = "" } = filter;
  const finder = substring === "" ? undefined : createSubstringFinder(substring);
  return async (segment) => {
    let rows = filterColumns(segment.columns, filter);
    if (rows.length > 0 && requestId !== undefined) {
      const events = await readEvents(segment, rows);
      rows = rows.filter((_, index) => events[index]!.request_id === requestId);
    }
    if (rows.length > 0 && finder !== undefined) {
      const found = rowsWith(await segment.read(), segment.columns.lineBytes, finder);
      rows = rows.length === segment.columns.length ? found : intersect(rows, found);
    }
    return rows;
  };
}

function intersect(left: Uint32Array, right: Uint32Array): Uint32Array {
  const others = new Set(right);
  return left.filter((row) => others.has(row));
}

/** Parses the events of some rows, ascending; reads the bytes from the first to the last of them at once. */
export async function readEvents(
  segment: { columns: Pick<EventColumns, "lineBytes">; read: LogSegment["read"] },
  rows: ArrayLike<number>,
): Promise<LogEvent[]> {
  if (rows.length === 0) return [];
  const { lineBytes } = segment.columns;
  const wanted = new Set(Array.from(rows));
  const first = rows[0]!;
  const last = rows[rows.length - 1]!;
  let start = 0;
  for (let row = 0; row < first; row++) start += lineBytes[row]!;
  let end = start;
  for (let row = first; row <= last; row++) end += lineBytes[row]!;
  const bytes = await segment.read(start, end);
  const decoder = new TextDecoder();
  const events: LogEvent[] = [];
  for (let row = first, at = 0; row <= last; at += lineBytes[row]!, row++) {
    if (wanted.has(row)) events.push(JSON.parse(decoder.decode(bytes.subarray(at, at + lineBytes[row]!))) as LogEvent);
  }
  return events;
}
