import { joinBytes } from "../../../basics/bytes.ts";
import { maxRecordBytes } from "./file-record.ts";

/**
 * Where the reading of a record stands. `none`: no record is being read; `json`: inside of a value; `tail`: after a value,
 * in its line; `text`: all others.
 */
export type RecordState = "none" | "json" | "tail" | "text";

/** The record that is being read, across buffers. Memory: `maxRecordBytes`; what is beyond is only counted. */
export interface OpenRecord {
  state: RecordState;
  /** Number of its first line. */
  number: number;
  /** Its lines so far. */
  lines: number;
  /** Whether its text began with a head of its own. */
  headed: boolean;
  /** Bytes that are included so far. */
  length: number;
  /** Begins a record at an offset of the current buffer. */
  begin(number: number, start: number, state: RecordState, headed: boolean): void;
  /** Includes the bytes of the current buffer before an offset. */
  include(end: number): void;
  /** Goes on in another buffer; the bytes of the current one behind the included ones may follow. */
  leave(buffer: Uint8Array): void;
  /** Returns the included bytes, at most `maxRecordBytes`; those of one buffer as a view of it. */
  bytes(buffer: Uint8Array): Uint8Array;
}

/** Creates the place for one record after another. */
export function createOpenRecord(): OpenRecord {
  let parts: Uint8Array[] = [];
  let partsBytes = 0;
  let keptBytes = 0;
  let from = 0;
  const record: OpenRecord = {
    state: "none",
    number: 0,
    lines: 0,
    headed: false,
    length: 0,
    begin(number, start, state, headed) {
      record.number = number;
      record.lines = record.length = partsBytes = keptBytes = 0;
      record.state = state;
      record.headed = headed;
      from = start;
      if (parts.length > 0) parts = [];
    },
    include: (end) => void (record.length = partsBytes + end - from),
    leave(buffer) {
      const part = buffer.slice(from, Math.min(buffer.length, from + maxRecordBytes - keptBytes));
      if (part.length > 0) parts.push(part);
      keptBytes += part.length;
      partsBytes += buffer.length - from;
      from = 0;
    },
    bytes(buffer) {
      const kept = Math.min(record.length, maxRecordBytes);
      const rest = buffer.subarray(from, from + Math.max(0, kept - partsBytes));
      return parts.length === 0 ? rest : joinBytes([...parts, rest]).subarray(0, kept);
    },
  };
  return record;
}
