import { hashBytes, joinBytes } from "../../basics/bytes.ts";
import { asGatewayLine } from "../../formats/gateway-line.ts";
import { createCallNames } from "../../formats/prototype/call-names.ts";
import { createRecordReader, type PlacedReading } from "../../formats/record-reader.ts";
import type { RecordReading } from "../../formats/record-reading.ts";
import { startsRecord } from "../../formats/starts-record.ts";
import { eventFieldTypes, hasFieldTypes } from "../../logging/event-types.ts";
import { logLevels, type LogEvent } from "../../logging/log-event.ts";
import type { ImportedFile } from "../log-store.ts";
import type { SourceRecord } from "../original/embed-original.ts";
import { hasForeignEscape, respellJson } from "../original/respell-json.ts";
import type { LogEncoding } from "./decode/guess-encoding.ts";
import { createFileReport } from "./file-report.ts";
import { createRowCollector, segmentBytes, type FileRows } from "./file-rows.ts";
import type { LogSource } from "./log-source.ts";
import { createPlacedRecord, type FileRecord } from "./records/file-record.ts";
import { createRecordReader as createFileRecordReader } from "./records/read-records.ts";
import type { RecordPlace } from "./render-record.ts";

/** What the parts of one log share: names of calls, and a record that a rotation cut in two. */
export interface PartBorder {
  /** Names the calls of a log whose lines do not all name them; default: those of this part only. */
  nameCall?: ReturnType<typeof createCallNames>;
  /** Beginning of this part's first record, from the end of the part before. */
  before?: Uint8Array | undefined;
  /** No other part may begin or end with the same records. */
  isOnly?: boolean;
  /** The next part. */
  next?: LogSource | undefined;
  /** Set at the end: the beginning of a record that ends in the next part. */
  after?: Uint8Array | undefined;
}

/** Records before the first one with a time that wait for it; further ones get the time of the file. */
const maxWaiting = 1_000;
/** Bytes that are read before anything else can run: as many as make a segment, for short ones make long lines. */
const firstSliceBytes = 65_536;
const minSliceBytes = 8_192;

/**
 * Reads the rows of one file, some at a time, in their order.
 *
 * Lines of our own are scanned in place and stored without a copy; all other records are read by the formats room. A record
 * without a time stands directly after the one before it, or before the one after it at the beginning of the file.
 *
 * @param imported gets what is said of the file; complete when the rows end
 * @param border what this part of a log shares with the parts before and after it
 */
export async function* readFileRows(
  source: LogSource,
  file: number,
  imported: ImportedFile,
  border: PartBorder = {},
): AsyncGenerator<FileRows> {
  const rows = createRowCollector(file, source.label);
  const report = createFileReport();
  const reader = createEventReader(source, rows, report, border);
  const { kind, time, level, message } = source.choice;
  const encoding = source.choice.encoding ?? source.encoding;
  const isAsGuessed = kind === undefined && time === undefined && level === undefined && message === undefined;
  const { own } = rows;
  let cut: FileRecord | undefined;
  const records = createFileRecordReader(
    {
      startsRecord,
      // The end of a call that names no service gets the name of its start; a line that has a source keeps it as a record.
      ...(isAsGuessed && {
        scan: (bytes, start) => {
          const end = own.scan(bytes, start);
          const isUnusual = own.isNamelessCall || (source.label !== undefined && own.hasSource);
          return end >= 0 && isUnusual ? -1 : end;
        },
      }),
      inPlace: reader.readInPlace,
      ...(encoding !== undefined && { encoding: encoding as LogEncoding }),
      onEncoding: (guessed) => void (imported.encoding = guessed),
    },
    {
      own(buffer, start, end) {
        reader.know(own.timeMs);
        report.addOwn(own.timeMs);
        rows.addOwn(buffer, start, end);
      },
      record(record) {
        if (record.cut === true && border.next !== undefined) cut = { ...record, bytes: record.bytes.slice() };
        else reader.read(record);
      },
    },
  );
  if (border.before !== undefined) records.push(border.before);
  let slice = firstSliceBytes;
  for await (const chunk of source.chunks()) {
    if (source.sizeBytes === undefined) imported.sizeBytes += chunk.length;
    for (let at = 0; at < chunk.length;) {
      const { sizeBytes } = rows;
      const bytes = chunk.subarray(at, at + slice);
      records.push(bytes);
      yield* rows.take();
      at += bytes.length;
      slice = nextSlice(bytes.length / (rows.sizeBytes - sizeBytes));
    }
    Object.assign(imported, report.finish());
  }
  records.end();
  if (cut !== undefined) {
    border.after = await headOfNext(cut, border.next!);
    if (border.after === undefined) reader.read(cut);
  }
  reader.end();
  yield* rows.take(true);
  Object.assign(imported, report.finish());
  const notes = source.notes();
  if (notes.length > 0) imported.notes = notes;
}

/** Bytes that make about a segment of lines. @param share bytes of the file for each byte of a line */
function nextSlice(share: number): number {
  return Math.max(minSliceBytes, Math.min(segmentBytes, Math.floor(segmentBytes * share)));
}

/** The bytes of a cut record when they and the first line of the next part are one JSON value; else undefined. */
async function headOfNext({ bytes }: FileRecord, next: LogSource): Promise<Uint8Array | undefined> {
  const first = await firstChunk(next);
  const lineEnd = first.indexOf(lineFeed);
  const joined = joinBytes([bytes, lineEnd < 0 ? first : first.subarray(0, lineEnd)]);
  return jsonOf(new TextDecoder().decode(joined)) === "none" ? undefined : bytes;
}

async function firstChunk(source: LogSource): Promise<Uint8Array> {
  for await (const chunk of source.chunks()) return chunk;
  return new Uint8Array(0);
}

const lineFeed = 10;

type Rows = ReturnType<typeof createRowCollector>;
type Report = ReturnType<typeof createFileReport>;

/** Makes events of the records that are not lines of our own. */
function createEventReader(
  { name, modifiedMs, choice, label, isBesideConsole = false }: LogSource,
  rows: Rows,
  report: Report,
  { nameCall = createCallNames(), isOnly }: PartBorder,
) {
  const readRecord = createRecordReader(choice, modifiedMs, nameCall);
  const placed = createPlacedRecord();
  let latestMs: number | undefined;
  let waiting: FileRecord[] = [];
  let waitingReadings: RecordReading[][] = [];

  function know(timeMs: number): void {
    if (latestMs === undefined) addWaiting(timeMs, "record_after");
    latestMs = timeMs;
  }

  function addWaiting(timeMs: number, timeFrom: NonNullable<RecordPlace["timeFrom"]>): void {
    const records = waiting;
    const readings = waitingReadings;
    waiting = [];
    waitingReadings = [];
    for (const [index, record] of records.entries()) add(record, readings[index]!, timeMs, timeFrom);
  }

  function read(record: FileRecord): void {
    const readings = readingsOf(record);
    const first = readings.find(({ timeMs }) => timeMs !== undefined)?.timeMs;
    if (first === undefined && latestMs === undefined && waiting.length < maxWaiting) {
      waiting.push({ ...record, bytes: record.bytes.slice() });
      waitingReadings.push(readings);
      return;
    }
    if (latestMs === undefined) know(first ?? modifiedMs);
    add(record, readings, latestMs!, "record_before");
  }

  /** Reads an object whose keys were read before without parsing all of it; returns the offset after it, or -1. */
  function readInPlace(buffer: Uint8Array, start: number, number: number): number {
    // Records before the first time wait for it.
    const found = latestMs === undefined ? undefined : placedAt(buffer, start);
    if (found === undefined) return -1;
    placed.bytes = buffer.subarray(start, found.end);
    placed.number = number;
    placed.isSpelledLikeOurs = found.isSpelledLikeOurs;
    add(placed, [found.reading], latestMs!, "record_before");
    return found.end;
  }

  function placedAt(buffer: Uint8Array, start: number): PlacedReading | undefined {
    try {
      return readRecord.inPlace(buffer, start);
    } catch {
      return undefined; // Told where the whole record is read.
    }
  }

  function add(
    record: FileRecord,
    readings: RecordReading[],
    neighbourMs: number,
    timeFrom: NonNullable<RecordPlace["timeFrom"]>,
  ): void {
    for (let index = 0; index < readings.length; index++) {
      const read = readings[index]!;
      report.add(read, record);
      const reading = isBesideConsole ? asGatewayLine(read) : read;
      const timeMs = reading.timeMs === undefined ? neighbourMs : Math.floor(reading.timeMs);
      if (reading.timeMs !== undefined) latestMs = timeMs;
      const isLabelled = label !== undefined && record.value?.["source"] !== undefined;
      if (!isLabelled && isOwnEvent(record, reading)) {
        rows.addWhole(record.value as unknown as LogEvent, record.bytes);
        continue;
      }
      const place: RecordPlace = { file: name, number: record.number, timeMs };
      if (reading.timeMs === undefined) place.timeFrom = timeFrom;
      if (label !== undefined) place.source = label;
      const { session_id, seq = NaN } = reading.fields;
      rows.add(reading, record, place, index === 0 ? sourceOf(record) : undefined, {
        // A session and a counter of another program are not those of a line of ours.
        seq: session_id === undefined || reading.kind !== "console" ? NaN : seq,
        hash: isOnly === true ? NaN : hashBytes(record.bytes) + index,
      });
    }
  }

  /** Readings of a record; one with a problem when reading fails, so that an error stays in its row. */
  function readingsOf(record: FileRecord): RecordReading[] {
    try {
      const readings = readRecord(record.text, record.value);
      if (readings.length > 0) return readings;
      return [{ kind: "json", zone: "none", message: record.text, fields: {}, used: {} }];
    } catch (error) {
      return [{ kind: "text", zone: "none", message: record.text, fields: {}, used: {}, problem: String(error) }];
    }
  }

  return {
    know,
    read,
    readInPlace,
    end(): void {
      if (latestMs === undefined) addWaiting(modifiedMs, "file");
    },
  };
}

/** Whether a record is a complete event of ours in our spelling, which is stored as it is; the scanner rejects rare ones. */
function isOwnEvent(record: FileRecord, { timeMs, fields }: RecordReading): boolean {
  const { value, exact } = record;
  if (typeof value?.["seq"] !== "number" || typeof value["session_id"] !== "string" || timeMs === undefined)
    return false;
  const { timestamp, level, event, message, service } = value;
  return (
    exact &&
    typeof event === "string" &&
    typeof message === "string" &&
    service === fields.service &&
    logLevels.some((name) => name === level) &&
    new Date(timeMs).toISOString() === timestamp &&
    hasFieldTypes(value, eventFieldTypes) &&
    !hasForeignEscape(record.text)
  );
}

function sourceOf(record: FileRecord): SourceRecord {
  if (record.json !== undefined) return record as SourceRecord;
  const { text, bytes, exact, value, fullBytes } = record;
  const json = fullBytes !== undefined ? "none" : value !== undefined ? "strict" : jsonOf(text);
  return { text, bytes, exact: exact && fullBytes === undefined, json };
}

function jsonOf(text: string): SourceRecord["json"] {
  if (!/^\s*[[{]/.test(text)) return "none";
  try {
    return typeof JSON.parse(text) === "object" ? "strict" : "none";
  } catch {
    return isLenientJson(text) ? "lenient" : "none";
  }
}

function isLenientJson(text: string): boolean {
  try {
    JSON.parse(respellJson(text));
    return true;
  } catch {
    return false;
  }
}
