import type { RecordReading } from "../../formats/record-reading.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import { embedOriginal, type SourceRecord } from "../original/embed-original.ts";

/** Where a record stands, for what it does not say itself. */
export interface RecordPlace {
  /** Name of its file. */
  file: string;
  /** Number of its first line, from 1. */
  number: number;
  /** In milliseconds since the epoch: of the record, or of its neighbour. */
  timeMs: number;
  /** Where the time is from, when the record has none. */
  timeFrom?: "record_before" | "record_after" | "file";
}

/** Longest message of an event, in UTF-16 units; the whole record is in the original. */
const maxMessage = 16_384;
/** Event of a record that names none, of one that repeats an event in words, and of one that was not understood. */
const eventNames = { plain: "imported_line", repeated: "imported_sentence", broken: "import_broken_line" } as const;

/** The event that a record is in our terms. Fields that the record does not have are those of its place. */
export function eventOfRecord(reading: RecordReading, text: string, place: RecordPlace): LogEvent {
  const { fields, problem } = reading;
  const plainName = reading.isRepeated === true ? eventNames.repeated : eventNames.plain;
  const data = { ...fields.data, ...reading.data, ...(problem !== undefined && { parse_error: problem }) };
  const head = {
    timestamp: new Date(place.timeMs).toISOString(),
    level: reading.level ?? (problem === undefined ? "INFO" : "WARNING"),
    event: fields.event ?? (problem === undefined ? plainName : eventNames.broken),
  };
  return {
    ...head,
    ...fields,
    ...head,
    message: shortened(reading.message ?? text),
    session_id: fields.session_id ?? place.file,
    seq: fields.seq ?? place.number,
    ...(Object.keys(data).length > 0 && { data }),
    ...(place.timeFrom !== undefined && { timestamp_inferred: place.timeFrom }),
  } as LogEvent;
}

/** An event as a line of *Console JSONL*, with its record; a record of several events stands in the first of them. */
export function renderRecord(event: LogEvent, record: SourceRecord | undefined): string {
  const line = renderJsonLine(event);
  return record === undefined ? line : embedOriginal(line, record);
}

function shortened(message: string): string {
  return message.length <= maxMessage ? message : `${message.slice(0, maxMessage)}…`;
}
