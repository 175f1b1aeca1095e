import type { LogEvent } from "../../logging/log-event.ts";
import type { LineScanner } from "../columns/scan-line.ts";
import { embedOriginal, verbatim, type SourceRecord } from "../original/embed-original.ts";
import { createLineBuffer, type LineBuffer, type PlacedLine } from "./line-buffer.ts";
import type { TimedRows } from "./merge-by-time.ts";
import { createRowColumns, sliceRows, type RowColumns } from "./row-columns.ts";

/** Consecutive rows of one file: their columns, their lines, and what tells whether another file has them too. */
export interface FileRows extends TimedRows {
  columns: RowColumns;
  /** Index of the file. */
  file: number;
  /** Ordinal in its session; NaN where the record has no session and seq of its own. */
  seq: ArrayLike<number>;
  /** Hash of the record's bytes; NaN for lines of our own, which session and seq tell apart. */
  hash: ArrayLike<number>;
  /** The lines from a row (inclusive) to a row (exclusive), each with its line feed; adjacent ones as one view. */
  bytes(from: number, to: number): Uint8Array<ArrayBuffer>[];
}

/** What tells a row apart from those of other files. */
export type RowIdentity = { [Name in "seq" | "hash"]: number };

/** Collects the rows of one file. */
export interface RowCollector {
  readonly length: number;
  /** Adds the line of our own that the scanner has just read, without a copy where its line feed follows. */
  addOwn(scanned: LineScanner, buffer: Uint8Array, start: number, end: number): void;
  /** Adds a line of our own that was parsed; its bytes are copied. */
  addWhole(event: LogEvent, line: Uint8Array): void;
  /**
   * Adds an event, rendered as a line that holds its record. A record of several events is given with the first of them.
   *
   * @param timeMs its time, in milliseconds since the epoch
   * @param identity what tells the record apart, as of {@link FileRows}
   */
  add(event: LogEvent, timeMs: number, record: SourceRecord | undefined, identity: RowIdentity): void;
  /** Returns what was collected, and begins anew. */
  take(): FileRows;
}

const lineFeed = 10;

/** Creates a collector for the file of this index. */
export function createRowCollector(file: number): RowCollector {
  const lines = createLineBuffer();
  let rows = emptyRows(file);

  function push(line: Uint8Array, start: number, seq: number, hash: number): void {
    rows.buffers.push(line);
    rows.starts.push(start);
    rows.seq.push(seq);
    rows.hash.push(hash);
  }

  return {
    get length() {
      return rows.columns.length;
    },
    addOwn(scanned, buffer, start, end) {
      rows.columns.addScanned(scanned, buffer, end + 1 - start);
      if (buffer[end] === lineFeed) push(buffer, start, scanned.seq, NaN);
      else push(withLineFeed(buffer.subarray(start, end)), 0, scanned.seq, NaN);
    },
    addWhole(event, line) {
      rows.columns.add(event, line.length + 1, false);
      push(withLineFeed(line), 0, event.seq, NaN);
    },
    add(event, timeMs, record, { seq, hash }) {
      const { buffer, start, end } = record === undefined ? lines.add(event) : addWithRecord(lines, event, record);
      rows.columns.add(event, end - start, true, timeMs);
      push(buffer, start, seq, hash);
    },
    take() {
      const taken = rows;
      rows = emptyRows(file);
      return finishRows(taken, file);
    },
  };
}

/** Adds a line and the record that it was made of; bytes that stand as they are in the line are not encoded again. */
function addWithRecord(lines: LineBuffer, event: LogEvent, record: SourceRecord): PlacedLine {
  const { before, value } = embedOriginal(record);
  return lines.add(event, before, value === verbatim ? record.bytes : value);
}

function emptyRows(file: number) {
  return {
    columns: createRowColumns(file),
    buffers: [] as Uint8Array[],
    starts: [] as number[],
    seq: [] as number[],
    hash: [] as number[],
  };
}

function finishRows(
  { columns: builder, buffers, starts, seq, hash }: ReturnType<typeof emptyRows>,
  file: number,
): FileRows {
  const columns = builder.finish();
  return {
    columns,
    file,
    seq,
    hash,
    length: columns.length,
    timeMs: columns.timeMs,
    bytes(from, to) {
      const views: Uint8Array[] = [];
      for (let row = from; row < to;) {
        const buffer = buffers[row]!;
        const start = starts[row]!;
        let end = start;
        for (; row < to && buffers[row] === buffer && starts[row] === end; row++) end += columns.lineBytes[row]!;
        views.push(buffer.subarray(start, end));
      }
      return views as Uint8Array<ArrayBuffer>[];
    },
  };
}

/** Rows of a list without the first ones. */
export function rowsFrom(rows: FileRows, from: number): FileRows {
  if (from === 0) return rows;
  const slice = (values: ArrayLike<number>) => Array.prototype.slice.call(values, from) as number[];
  return {
    ...rows,
    columns: sliceRows(rows.columns, from, rows.length),
    length: rows.length - from,
    timeMs: slice(rows.timeMs),
    seq: slice(rows.seq),
    hash: slice(rows.hash),
    bytes: (start, end) => rows.bytes(start + from, end + from),
  };
}

function withLineFeed(line: Uint8Array): Uint8Array {
  const copy = new Uint8Array(line.length + 1);
  copy.set(line);
  copy[line.length] = lineFeed;
  return copy;
}
