import type { RecordReading } from "../../formats/record-reading.ts";
import { logEventKeys, type ImportedEvent } from "../../logging/log-event.ts";
import { beginLine, writeMember, type LineWriter } from "./line-writer.ts";

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
  /** What the line says of where it is from; default: nothing. */
  source?: string | undefined;
}

/** Longest message of an event, in UTF-16 units; the whole record is in the original. */
const maxMessage = 16_384;
/** Event of a record that names none, of one that repeats an event in words, and of one that was not understood. */
const eventNames = { plain: "imported_line", repeated: "imported_sentence", broken: "import_broken_line" } as const;

/** Begins a line with the event that a record is in our terms. What the record does not say is that of its place. */
export function writeRecord(
  line: LineWriter,
  reading: RecordReading,
  record: { readonly text: string },
  place: RecordPlace,
): void {
  const { fields, problem } = reading;
  const plainName = reading.isRepeated === true ? eventNames.repeated : eventNames.plain;
  beginLine(line, place.timeMs);
  writeMember(line, "level", reading.level ?? (problem === undefined ? "INFO" : "WARNING"));
  writeMember(line, "event", fields.event ?? (problem === undefined ? plainName : eventNames.broken));
  for (const key of orderedKeys(fields)) writeMember(line, key, fields[key]);
  writeMember(line, "message", shortened(reading.message ?? record.text));
  writeMember(line, "session_id", fields.session_id ?? place.file);
  writeMember(line, "seq", fields.seq ?? place.number);
  const data = problem === undefined ? undefined : { parse_error: problem };
  // The same object says the same, which need not be written again.
  writeMember(line, "data", (fields.data ?? data) ? { ...fields.data, ...reading.data, ...data } : reading.data);
  if (place.timeFrom !== undefined) writeMember(line, "timestamp_inferred", place.timeFrom);
  else if (!isTimestamp(reading.timeText, place.timeMs)) writeMember(line, "timestamp_written", reading.timeText);
  writeMember(line, "source", place.source);
}

/** Whether a text is the time as the line has it. */
function isTimestamp(text: string | undefined, timeMs: number): boolean {
  return text?.length === 24 && text === new Date(timeMs).toISOString();
}

/** Fields that come from the record alone, in the order of a line. */
const fieldKeys = logEventKeys.filter(
  (key) => !["timestamp", "level", "event", "message", "session_id", "seq", "data"].includes(key),
);

let lastKeys: string[] = [];
let lastOrder: typeof fieldKeys = [];

/** Those of `fieldKeys` that the fields have, in that order; mostly the same ones as for the record before. */
function orderedKeys(fields: RecordReading["fields"]): typeof fieldKeys {
  let same = 0;
  let isSame = true;
  for (const key in fields) isSame = lastKeys[same++] === key && isSame;
  if (isSame && same === lastKeys.length) return lastOrder;
  lastKeys = Object.keys(fields);
  return (lastOrder = fieldKeys.filter((key) => Object.hasOwn(fields, key)));
}

function shortened(message: string): string {
  return message.length <= maxMessage ? message : `${message.slice(0, maxMessage)}…`;
}
