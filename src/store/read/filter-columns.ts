import type { EventColumns, TextColumn } from "../../analytics/event-columns.ts";
import { hashRequestId } from "../columns/column-builder.ts";
import type { LogFilter } from "../log-store.ts";

/**
 * Filters a block by its columns: returns the rows that may match, oldest first.
 *
 * Exact but for two fields: `substring` is ignored, and `requestId` is compared by hash, so both need the lines.
 */
export function filterColumns(columns: EventColumns, filter: LogFilter): Uint32Array {
  const tests = [
    textTest(columns.level, filter.levels),
    textTest(columns.service, filter.services),
    textTest(columns.operation, filter.operations),
    textTest(columns.event, filter.events),
    textTest(columns.errorType, filter.errorTypes),
    textTest(columns.session, filter.sessionId === undefined ? undefined : [filter.sessionId]),
    requestTest(columns, filter.requestId),
    timeTest(columns, filter),
  ].filter((test) => test !== undefined);
  const rows = new Uint32Array(columns.length);
  let found = 0;
  for (let row = 0; row < columns.length; row++) if (tests.every((test) => test(row))) rows[found++] = row;
  return rows.slice(0, found);
}

type RowTest = (row: number) => boolean;

function textTest(column: TextColumn, wanted: string[] | undefined): RowTest | undefined {
  if (wanted === undefined) return undefined;
  const codes = new Uint8Array(column.values.length + 1);
  for (const [index, value] of column.values.entries()) if (wanted.includes(value)) codes[index + 1] = 1;
  return (row) => codes[column.codes[row]!] === 1;
}

function requestTest(columns: EventColumns, requestId: string | undefined): RowTest | undefined {
  if (requestId === undefined) return undefined;
  const wanted = hashRequestId(requestId);
  const hashes = columns.requestHash;
  return (row) => hashes[row] === wanted;
}

function timeTest(columns: EventColumns, { fromMs, toMs }: LogFilter): RowTest | undefined {
  if (fromMs === undefined && toMs === undefined) return undefined;
  const times = columns.timeMs;
  const from = fromMs ?? -Infinity;
  const to = toMs ?? Infinity;
  return (row) => times[row]! >= from && times[row]! < to;
}
