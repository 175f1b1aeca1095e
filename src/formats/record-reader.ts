import { unwrap } from "./containers/unwrap.ts";
import type { Wrapped } from "./containers/wrapped.ts";
import { parseLenient } from "./json/parse-lenient.ts";
import { isRecord } from "./json/own-fields.ts";
import { createObjectReader } from "./json/read-object.ts";
import { readBareSentence } from "./prototype/bare-sentence.ts";
import { createRepeatedSentences } from "./prototype/repeated-sentences.ts";
import { readPythonLiteral } from "./prototype/python-literal.ts";
import type { ReadingContext } from "./reading-context.ts";
import type { ReadingChoice, RecordReading } from "./record-reading.ts";
import { readText, underHead } from "./text/read-text.ts";
import { createWallClock } from "./time/wall-clock.ts";

/** Reads the text of one record; `parsed` is its JSON where somebody has parsed it already. Never throws. */
export type RecordReader = (text: string, parsed?: unknown) => RecordReading[];

/** Containers inside containers that are opened. */
const maxContainers = 4;
/** Containers whose readings are of what is inside them. */
const containers = new Set(["docker", "loki", "cloudwatch", "otel"]);

/**
 * Creates the reader of one file's records, in their order. Most give one reading; a line of an OpenTelemetry Collector or
 * an answer of CloudWatch or Loki gives many, in the order of its bytes, or none when it is empty.
 *
 * @param choice what a person chose for the file
 * @param latestMs no record is later than this (when the file was last modified), in milliseconds since the epoch: gives
 * the year to times that have none
 */
export function createRecordReader(choice: ReadingChoice = {}, latestMs = Date.now()): RecordReader {
  const ownClock = createWallClock("utc");
  const context: ReadingContext = { choice, latestMs, clock: createWallClock(choice.zone), ownClock };
  const objects = createObjectReader(context);
  const markRepeated = createRepeatedSentences();

  function readRecord(record: Record<string, unknown>, depth: number): RecordReading[] {
    const { message } = record;
    if (isRecord(message) && !("stringValue" in message)) return [readWrappedEvent(record, message)];
    const shape = objects.shapeOf(record);
    const { detected } = shape;
    const wrapped = depth < maxContainers && containers.has(detected) ? unwrap(detected, record) : undefined;
    if (wrapped) return wrapped.flatMap((one) => readWrapped(detected, one, depth + 1));
    return [readInMessage(objects.read(record, shape))];
  }

  /** A record of the prototype: the inner object is the event, the outer one adds level, logger and place. */
  function readWrappedEvent(outer: Record<string, unknown>, event: Record<string, unknown>): RecordReading {
    const inner = objects.read({ ...outer, message: undefined, ...event });
    const { function: name, line } = outer;
    const caller = typeof name === "string" && typeof line === "number" ? { caller: `${name}:${String(line)}` } : {};
    const data = { ...inner.data, ...caller };
    const message = inner.message ?? inner.fields.event ?? "";
    return { ...inner, kind: "prototype", message, ...(Object.keys(data).length > 0 && { data }) };
  }

  function readWrapped(kind: RecordReading["kind"], { outer, inner }: Wrapped, depth: number): RecordReading[] {
    const head: RecordReading = { ...objects.read(outer), kind };
    if (inner === undefined) return [head];
    if (typeof outer["stream"] === "string") head.data = { ...head.data, stream: outer["stream"] };
    const readings = typeof inner === "string" ? readAny(inner, undefined, depth) : [];
    if (isRecord(inner)) readings.push(...readRecord(inner, depth));
    return readings.map((reading) => {
      const read = underHead(head, reading);
      // What an app without levels writes to the error stream is what goes wrong.
      if (kind === "docker" && read.level === undefined) read.level = outer["stream"] === "stderr" ? "ERROR" : "INFO";
      return read;
    });
  }

  /** A message that is an event or a record in JSON, or a Python dict: its fields count. */
  function readInMessage(reading: RecordReading): RecordReading {
    const text = reading.message;
    if (text === undefined || !text.startsWith("{") || !text.endsWith("}")) return reading;
    const inner = parseLenient(text) ?? readPythonLiteral(text);
    if (!isRecord(inner) || Object.keys(inner).length === 0) return reading;
    const read = objects.read(inner);
    // Any other object is what it is: the message of its record.
    if (read.message === undefined && read.fields.event === undefined) return reading;
    const within = reading.kind === "prototype" ? "prototype" : read.kind;
    const { error } = read.fields;
    const message = read.message ?? read.fields.event ?? "";
    return underHead(
      { ...reading, fields: { ...reading.fields, ...(error && { error }) } },
      { ...read, kind: within, message },
    );
  }

  function readAny(text: string, parsed: unknown, depth: number): RecordReading[] {
    const value = parsed ?? parseLenient(text);
    if (isRecord(value)) return readRecord(value, depth);
    if (Array.isArray(value) && value.length > 0 && value.every(isRecord)) {
      return value.flatMap((one) => readRecord(one, depth));
    }
    const sentence = value === undefined ? readBareSentence(text) : undefined;
    if (sentence) return [{ ...objects.read(sentence), kind: "prototype" }];
    const reading = readInMessage(readText(text, context, objects));
    const looksLikeJson = /^\s*\{/.test(text.slice(0, 200));
    return [looksLikeJson && reading.kind === "text" ? { ...reading, problem: "invalid JSON" } : reading];
  }

  return (text, parsed) => {
    if (choice.kind === "text") return [readText(text, context, objects)];
    return readAny(text, parsed, 0).map(markRepeated);
  };
}
