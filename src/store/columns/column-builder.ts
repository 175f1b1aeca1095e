import type { EventColumns, TextColumn } from "../../analytics/event-columns.ts";
import type { LogEvent } from "../../logging/log-event.ts";

/** Names of the number columns, and of the text columns. */
export const numberColumns = ["timeMs", "durationMs", "lineBytes", "requestHash"] as const;
export const textColumns = ["level", "event", "service", "operation", "errorType", "session", "initiator"] as const;

/** Number columns that only imported logs have. */
export const importColumns = ["file", "rendered"] as const;

/** Columns of consecutive events that rows can be added to. */
export interface ColumnBuilder extends EventColumns {
  /**
   * Adds an event as a row; fields of an unexpected type count as absent.
   *
   * @param lineBytes size of its line, line feed included
   * @param timeMs its time, for a caller that has parsed it already; milliseconds since the epoch
   */
  add(event: LogEvent, lineBytes: number, timeMs?: number): void;
}

/** Creates empty columns; `firstPosition` is set when they are packed. */
export function createColumnBuilder(): ColumnBuilder {
  const timeMs: number[] = [];
  const durationMs: number[] = [];
  const lineBytes: number[] = [];
  const requestHash: number[] = [];
  const texts = textColumns.map(createTextBuilder);
  const [level, event, service, operation, errorType, session, initiator] = texts as [
    TextBuilder,
    TextBuilder,
    TextBuilder,
    TextBuilder,
    TextBuilder,
    TextBuilder,
    TextBuilder,
  ];
  const builder: ColumnBuilder = {
    firstPosition: 0,
    length: 0,
    timeMs,
    durationMs,
    lineBytes,
    requestHash,
    level,
    event,
    service,
    operation,
    errorType,
    session,
    initiator,
    add(added, size, time = Date.parse(added.timestamp)) {
      builder.length++;
      timeMs.push(time);
      durationMs.push(typeof added.duration_ms === "number" ? added.duration_ms : NaN);
      lineBytes.push(size);
      requestHash.push(hashRequestId(added.request_id));
      level.add(added.level);
      event.add(added.event);
      service.add(added.service);
      operation.add(added.operation);
      errorType.add(added.error?.error_type);
      session.add(added.session_id);
      initiator.add(added.initiator);
    },
  };
  return builder;
}

/** Builds the columns of some events. */
export function columnsOf(events: LogEvent[], lineBytes: ArrayLike<number>): EventColumns {
  const builder = createColumnBuilder();
  for (const [index, event] of events.entries()) builder.add(event, lineBytes[index]!);
  return builder;
}

/** A text column that values can be added to. */
interface TextBuilder extends TextColumn {
  codes: number[];
  add(value: unknown): void;
}

/** Creates an empty text column. */
function createTextBuilder(): TextBuilder {
  const values: string[] = [];
  const codes: number[] = [];
  const codeOf = new Map<string, number>();

  function code(value: string): number {
    const known = codeOf.get(value);
    if (known !== undefined) return known;
    values.push(value);
    codeOf.set(value, values.length);
    return values.length;
  }

  return {
    values,
    codes,
    add: (value) => void codes.push(typeof value === "string" ? code(value) : 0),
  };
}

/** Copies consecutive rows, from (inclusive), to (exclusive). */
export function sliceColumns(columns: EventColumns, from: number, to: number): EventColumns {
  if (from === 0 && to === columns.length) return columns;
  const slice = { firstPosition: columns.firstPosition + from, length: to - from } as EventColumns;
  for (const name of numberColumns) slice[name] = sliceNumbers(columns[name], from, to);
  for (const name of importColumns) {
    const column = columns[name];
    if (column !== undefined) slice[name] = sliceNumbers(column, from, to);
  }
  for (const name of textColumns) {
    const column = columns[name];
    if (column !== undefined) slice[name] = { codes: sliceNumbers(column.codes, from, to), values: column.values };
  }
  return slice;
}

/** Copies numbers of consecutive rows, from (inclusive), to (exclusive). */
export function sliceNumbers(numbers: ArrayLike<number>, from: number, to: number): ArrayLike<number> {
  return (numbers as number[] | Float64Array).slice(from, to);
}

/** Hashes a request ID: FNV-1a over its UTF-16 units, in 31 bits and never 0; 0 where there is no ID. */
export function hashRequestId(id: unknown): number {
  if (typeof id !== "string") return 0;
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return hash >>> 1 || 1;
}
