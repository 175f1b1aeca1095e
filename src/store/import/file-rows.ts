import type { LogEvent } from "../../logging/log-event.ts";
import type { GrowingBlock } from "../columns/field-block-builder.ts";
import { createOwnLines, type OwnLines } from "../columns/own-lines.ts";
import { embedOriginal, verbatim, type SourceRecord } from "../original/embed-original.ts";
import { createLabelWriter } from "../original/label-line.ts";
import { lineOrigin } from "../original/line-origin.ts";
import { createLineWriter, endLine, type LineWriter } from "./line-writer.ts";
import type { RecordReading } from "../../formats/record-reading.ts";
import type { TimedRows } from "./merge-by-time.ts";
import { writeRecord, type RecordPlace } from "./render-record.ts";

/** Size at which rows are handed over and a segment is sealed, in bytes of their lines. */
export const segmentBytes = 1024 * 1024;

/** Consecutive rows of one file: their lines, and what tells whether another file has them too. */
export interface FileRows extends TimedRows {
  /** Index of the file. */
  file: number;
  timeMs: number[];
  /** Size of its line with the line feed. */
  lineBytes: number[];
  /** As of `ImportedRows`. */
  rendered: number[];
  session: (string | undefined)[];
  /** Ordinal in its session; NaN where the record has no session and seq of its own. */
  seq: number[];
  /** Hash of the record's bytes; NaN for lines of our own, which session and seq tell apart. */
  hash: number[];
  /** The columns of all their fields, where all of them are lines of our own that were scanned in place. */
  block?: GrowingBlock | undefined;
  /** The lines from a row (inclusive) to a row (exclusive), each with its line feed; adjacent ones as one view. */
  bytes(from: number, to: number): Uint8Array<ArrayBuffer>[];
}

/** Values of one row, as of {@link FileRows}. */
interface RowValues extends RowIdentity {
  timeMs: number;
  session: string | undefined;
  rendered: number;
}

/** What tells a row apart from those of other files. */
export type RowIdentity = { [Name in "seq" | "hash"]: number };

/** Collects the rows of one file. */
export interface RowCollector {
  /** Scans lines of our own for {@link addOwn}. */
  readonly own: OwnLines;
  /** Bytes of all lines so far. */
  readonly sizeBytes: number;
  /** Adds the line of our own that was accepted last, without a copy where its line feed follows. */
  addOwn(buffer: Uint8Array, start: number, end: number): void;
  /** Adds a line of our own that was parsed; its bytes are copied. */
  addWhole(event: LogEvent, line: Uint8Array): void;
  /**
   * Adds a reading of a record, rendered as a line of ours.
   *
   * @param source the record, which the line then holds: that of its first event does
   * @param identity what tells the record apart, as of {@link FileRows}
   */
  add(
    reading: RecordReading,
    record: { readonly text: string },
    place: RecordPlace,
    source: SourceRecord | undefined,
    identity: RowIdentity,
  ): void;
  /** Returns the rows that make about a segment each, as far as there are so many; at the end all that are left. */
  take(isEnd?: boolean): FileRows[];
}

const lineFeed = 10;

/** Creates a collector for the file of this index. @param label added to lines of our own; default: they stay as they are */
export function createRowCollector(file: number, label?: string): RowCollector {
  const line = createLineWriter();
  const labelled = label === undefined ? undefined : createLabelWriter(label);
  const own = createOwnLines();
  let full: FileRows[] = [];
  let rows = emptyRows(file);
  let batchBytes = 0;
  let sizeBytes = 0;

  function push(line: Uint8Array, start: number, size: number, row: RowValues): void {
    rows.buffers.push(line);
    rows.starts.push(start);
    rows.lineBytes.push(size);
    rows.timeMs.push(row.timeMs);
    rows.session.push(row.session);
    rows.seq.push(row.seq);
    rows.hash.push(row.hash);
    rows.rendered.push(row.rendered);
    sizeBytes += size;
    batchBytes += size;
    if (batchBytes >= segmentBytes) cut();
  }

  function pushLabelled(whole: Uint8Array, row: RowValues): void {
    const { buffer, start, size } = labelled!(whole);
    push(buffer, start, size, row);
  }

  function cut(): void {
    full.push(finishRows(rows, own.finish()));
    rows = emptyRows(file);
    batchBytes = 0;
  }

  return {
    own,
    get sizeBytes() {
      return sizeBytes;
    },
    addOwn(buffer, start, end) {
      if (labelled !== undefined) {
        own.addOther();
        const { timeMs, session, seq } = own;
        pushLabelled(buffer.subarray(start, end), { timeMs, session, seq, hash: NaN, rendered: lineOrigin.labelled });
        return;
      }
      own.add();
      const hasFeed = buffer[end] === lineFeed;
      const line = hasFeed ? buffer : withLineFeed(buffer.subarray(start, end));
      const { timeMs, session, seq } = own;
      push(line, hasFeed ? start : 0, end + 1 - start, {
        timeMs,
        session,
        seq,
        hash: NaN,
        rendered: lineOrigin.asItWas,
      });
    },
    addWhole(event, line) {
      own.addOther();
      const { timestamp, session_id, seq } = event;
      const row = { timeMs: Date.parse(timestamp), session: session_id, seq, hash: NaN };
      if (labelled !== undefined) pushLabelled(line, { ...row, rendered: lineOrigin.labelled });
      else push(withLineFeed(line), 0, line.length + 1, { ...row, rendered: lineOrigin.asItWas });
    },
    add(reading, record, place, source, { seq, hash }) {
      own.addOther();
      writeRecord(line, reading, record, place);
      if (source === undefined) endLine(line);
      else endWithRecord(line, source);
      const { buffer, start, end } = line;
      const session = reading.fields.session_id ?? place.file;
      push(buffer, start, end - start, { timeMs: place.timeMs, session, seq, hash, rendered: lineOrigin.rendered });
    },
    take(isEnd = false) {
      if (isEnd && batchBytes > 0) cut();
      const taken = full;
      full = [];
      return taken;
    },
  };
}

/** Ends a line with the record that it was made of; bytes that stand as they are in the line are not encoded again. */
function endWithRecord(line: LineWriter, record: SourceRecord): void {
  const { before, value } = embedOriginal(record);
  endLine(line, before, value === verbatim ? record.bytes : value);
}

type CollectedRows = ReturnType<typeof emptyRows>;

function emptyRows(file: number) {
  return {
    file,
    buffers: [] as Uint8Array[],
    starts: [] as number[],
    lineBytes: [] as number[],
    timeMs: [] as number[],
    session: [] as (string | undefined)[],
    seq: [] as number[],
    hash: [] as number[],
    rendered: [] as number[],
  };
}

function finishRows({ buffers, starts, ...rows }: CollectedRows, block: GrowingBlock | undefined): FileRows {
  return {
    ...rows,
    length: starts.length,
    block,
    bytes(from, to) {
      const views: Uint8Array[] = [];
      for (let row = from; row < to;) {
        const buffer = buffers[row]!;
        const start = starts[row]!;
        let end = start;
        for (; row < to && buffers[row] === buffer && starts[row] === end; row++) end += rows.lineBytes[row]!;
        views.push(buffer.subarray(start, end));
      }
      return views as Uint8Array<ArrayBuffer>[];
    },
  };
}

/** Rows of a list without the first ones. */
export function rowsFrom(rows: FileRows, from: number): FileRows {
  if (from === 0) return rows;
  const { file, length, lineBytes, timeMs, session, seq, hash, rendered } = rows;
  return {
    file,
    length: length - from,
    lineBytes: lineBytes.slice(from),
    timeMs: timeMs.slice(from),
    session: session.slice(from),
    seq: seq.slice(from),
    hash: hash.slice(from),
    rendered: rendered.slice(from),
    bytes: (start, end) => rows.bytes(start + from, end + from),
  };
}

function withLineFeed(line: Uint8Array): Uint8Array {
  const copy = new Uint8Array(line.length + 1);
  copy.set(line);
  copy[line.length] = lineFeed;
  return copy;
}
