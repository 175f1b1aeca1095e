import type { RecordReading } from "../../formats/record-reading.ts";
import { logEventKeys, type ImportedEvent, type LogEvent } from "../../logging/log-event.ts";

/** Where a record stands, for what it does not say itself. */
export interface RecordPlace {
  /** Name of its file. */
  file: string;
  /** Number of its first line, from 1. */
  number: number;
  /** In milliseconds since the epoch: of the record, or of its neighbour. */
  timeMs: number;
  /** Where the time is from, when the record has none. */
  timeFrom?: ImportedEvent["timestamp_inferred"];
}

/** Longest message of an event, in UTF-16 units; the whole record is in the original. */
const maxMessage = 16_384;
/** Event of a record that names none, of one that repeats an event in words, and of one that was not understood. */
const eventNames = { plain: "imported_line", repeated: "imported_sentence", broken: "import_broken_line" } as const;

/** The event that a record is in our terms. Fields that the record does not have are those of its place. */
export function eventOfRecord(reading: RecordReading, record: { readonly text: string }, place: RecordPlace): LogEvent {
  const { fields, problem } = reading;
  const plainName = reading.isRepeated === true ? eventNames.repeated : eventNames.plain;
  const event = {
    timestamp: isoTime(place.timeMs),
    level: reading.level ?? (problem === undefined ? "INFO" : "WARNING"),
    event: fields.event ?? (problem === undefined ? plainName : eventNames.broken),
  } as ImportedEvent;
  // Most records of other programs have none of them.
  if (Object.keys(fields).length > 0)
    for (const key of fieldKeys) if (fields[key] !== undefined) event[key] = fields[key] as never;
  event.message = shortened(reading.message ?? record.text);
  event.session_id = fields.session_id ?? place.file;
  event.seq = fields.seq ?? place.number;
  const data = problem === undefined ? undefined : { parse_error: problem };
  // The same object says the same, which need not be rendered again.
  if (fields.data ?? data) event.data = { ...fields.data, ...reading.data, ...data };
  else if (reading.data) event.data = reading.data;
  if (place.timeFrom !== undefined) event.timestamp_inferred = place.timeFrom;
  else if (reading.timeText !== event.timestamp) event.timestamp_written = reading.timeText;
  return event;
}

/** Fields that come from the record alone, in the order of a line. */
const fieldKeys = logEventKeys.filter(
  (key) => !["timestamp", "level", "event", "message", "session_id", "seq", "data"].includes(key),
);

const daySeconds = 86_400;
let isoDay = NaN;
let isoDate = "";
let isoSecond = NaN;
let isoHead = "";

/** ISO 8601 in UTC with milliseconds; records of one second share its first part, and those of one day its date. */
function isoTime(timeMs: number): string {
  const second = Math.floor(timeMs / 1000);
  if (second !== isoSecond) {
    const day = Math.floor(second / daySeconds);
    if (day !== isoDay) isoDate = new Date(timeMs).toISOString().slice(0, 11);
    isoDay = day;
    const inDay = second - day * daySeconds;
    isoHead = `${isoDate}${digits(inDay / 3_600, 2)}:${digits((inDay / 60) % 60, 2)}:${digits(inDay % 60, 2)}.`;
    isoSecond = second;
  }
  return `${isoHead}${digits(timeMs - second * 1000, 3)}Z`;
}

const digits = (value: number, count: number) => String(Math.floor(value)).padStart(count, "0");

function shortened(message: string): string {
  return message.length <= maxMessage ? message : `${message.slice(0, maxMessage)}…`;
}
