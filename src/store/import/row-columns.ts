import type { EventColumns } from "../../analytics/event-columns.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { createTextBuilder, textColumns } from "../columns/column-builder.ts";
import type { ImportedRows } from "../columns/pack-field-block.ts";
import type { LineScanner } from "../columns/scan-line.ts";

/** What an import must know of rows before they are sealed, which makes the columns of all their fields. */
export type RowColumns = Pick<EventColumns, "length" | "timeMs" | "lineBytes" | "session"> & ImportedRows;

/** Columns that rows of one file can be added to. */
export interface RowColumnsBuilder {
  readonly length: number;
  readonly timeMs: number[];
  readonly lineBytes: number[];
  /** @param timeMs its time, for a caller that has parsed it already; milliseconds since the epoch */
  add(event: LogEvent, lineBytes: number, isRendered: boolean, timeMs?: number): void;
  /** Adds the line that the scanner has just read from these bytes. */
  addScanned(scanned: LineScanner, bytes: Uint8Array, lineBytes: number): void;
  finish(): RowColumns;
}

const sessionField = textColumns.indexOf("session");

/** @param file index of the file in the import */
export function createRowColumns(file: number): RowColumnsBuilder {
  const timeMs: number[] = [];
  const lineBytes: number[] = [];
  const rendered: number[] = [];
  const session = createTextBuilder();
  const push = (time: number, size: number, isRendered: boolean) => {
    timeMs.push(time);
    lineBytes.push(size);
    rendered.push(isRendered ? 1 : 0);
  };
  return {
    get length() {
      return timeMs.length;
    },
    timeMs,
    lineBytes,
    add(event, size, isRendered, time = Date.parse(event.timestamp)) {
      push(time, size, isRendered);
      session.add(event.session_id);
    },
    addScanned({ timeMs: time, starts, ends, hashes }, bytes, size) {
      push(time, size, false);
      session.addScanned(bytes, starts[sessionField]!, ends[sessionField]!, hashes[sessionField]!);
    },
    finish: () => ({
      length: timeMs.length,
      timeMs,
      lineBytes,
      session,
      file: new Uint16Array(timeMs.length).fill(file),
      rendered,
    }),
  };
}

/** Copies consecutive rows, from (inclusive), to (exclusive). */
export function sliceRows(columns: RowColumns, from: number, to: number): RowColumns {
  if (from === 0 && to === columns.length) return columns;
  const slice = (values: ArrayLike<number>) => Array.prototype.slice.call(values, from, to) as number[];
  const { codes, values } = columns.session;
  return {
    length: to - from,
    timeMs: slice(columns.timeMs),
    lineBytes: slice(columns.lineBytes),
    session: { codes: slice(codes), values },
    file: slice(columns.file),
    rendered: slice(columns.rendered),
  };
}

/** What a block says of imported rows, of the rows of several files one after another. */
export function joinImported(parts: readonly ImportedRows[]): ImportedRows {
  return {
    file: parts.flatMap(({ file }) => Array.from(file)),
    rendered: parts.flatMap(({ rendered }) => Array.from(rendered)),
  };
}
