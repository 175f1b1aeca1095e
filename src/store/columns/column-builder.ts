import type { EventColumns, TextColumn } from "../../analytics/event-columns.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { asciiText } from "./ascii-values.ts";
import type { LineScanner } from "./scan-line.ts";

/** Names of the number columns, and of the text columns in the order of `LineScanner`. */
export const numberColumns = ["timeMs", "durationMs", "lineBytes", "requestHash"] as const;
export const textColumns = ["level", "event", "service", "operation", "errorType", "session"] as const;

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
  /** Adds the line that the scanner has just read from these bytes. */
  addScanned(scanned: LineScanner, bytes: Uint8Array, lineBytes: number): void;
}

/** Creates empty columns; `firstPosition` is set when they are packed. */
export function createColumnBuilder(): ColumnBuilder {
  const timeMs: number[] = [];
  const durationMs: number[] = [];
  const lineBytes: number[] = [];
  const requestHash: number[] = [];
  const texts = textColumns.map(createTextBuilder);
  const [level, event, service, operation, errorType, session] = texts as [
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
    },
    addScanned(scanned, bytes, size) {
      builder.length++;
      timeMs.push(scanned.timeMs);
      durationMs.push(scanned.durationMs);
      lineBytes.push(size);
      requestHash.push(scanned.requestHash);
      for (let index = 0; index < texts.length; index++) {
        texts[index]!.addScanned(bytes, scanned.starts[index]!, scanned.ends[index]!, scanned.hashes[index]!);
      }
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
export interface TextBuilder extends TextColumn {
  codes: number[];
  add(value: unknown): void;
  addScanned(bytes: Uint8Array, start: number, end: number, hash: number): void;
}

/** Creates an empty text column. */
export function createTextBuilder(): TextBuilder {
  const values: string[] = [];
  const codes: number[] = [];
  const codeOf = new Map<string, number>();
  const codeOfHash = new Map<number, number>();

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
    addScanned(bytes, start, end, hash) {
      if (start === 0) return void codes.push(0);
      const known = codeOfHash.get(hash);
      // Two texts may have the same hash.
      if (known !== undefined && isAscii(values[known - 1]!, bytes, start, end)) return void codes.push(known);
      const found = code(asciiText(bytes, start, end));
      codeOfHash.set(hash, found);
      codes.push(found);
    },
  };
}

function isAscii(text: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) !== bytes[start + at]) return false;
  return true;
}

/** Copies consecutive rows, from (inclusive), to (exclusive). */
export function sliceColumns(columns: EventColumns, from: number, to: number): EventColumns {
  if (from === 0 && to === columns.length) return columns;
  const slice = { firstPosition: columns.firstPosition + from, length: to - from } as EventColumns;
  for (const name of numberColumns) slice[name] = Array.prototype.slice.call(columns[name], from, to) as number[];
  for (const name of importColumns) {
    const column = columns[name];
    if (column !== undefined) slice[name] = Array.prototype.slice.call(column, from, to) as number[];
  }
  for (const name of textColumns) {
    const { codes, values } = columns[name];
    slice[name] = { codes: Array.prototype.slice.call(codes, from, to) as number[], values };
  }
  return slice;
}

/** Hashes a request ID: FNV-1a over its UTF-16 units, in 31 bits and never 0; 0 where there is no ID. */
export function hashRequestId(id: unknown): number {
  if (typeof id !== "string") return 0;
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return hash >>> 1 || 1;
}
