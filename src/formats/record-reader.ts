import { createWallClock } from "../basics/wall-clock.ts";
import { splitPrefix } from "./containers/prefixed-line.ts";
import { unwrap } from "./containers/unwrap.ts";
import type { Wrapped } from "./containers/wrapped.ts";
import { createKnownLines } from "./in-place/known-lines.ts";
import { parseCut } from "./json/parse-cut.ts";
import { parseLenient } from "./json/parse-lenient.ts";
import { isRecord } from "../basics/record.ts";
import { isLookedAt, needsOnlyRefs } from "./json/record-shape.ts";
import { createObjectReader } from "./json/read-object.ts";
import { createKnownReader } from "./in-place/known-reader.ts";
import { readMessageRecord } from "./message-record.ts";
import { readBareSentence } from "./prototype/bare-sentence.ts";
import { createRepeatedSentences } from "./prototype/repeated-sentences.ts";
import { createCallNames } from "./prototype/call-names.ts";
import { readPythonLiteral } from "./prototype/python-literal.ts";
import { readTextValue } from "./read-text-value.ts";
import type { ReadingContext } from "./reading-context.ts";
import type { ReadingChoice, RecordReading } from "./record-reading.ts";
import { stripAnsi } from "./text/ansi.ts";
import { readText, underHead } from "./text/read-text.ts";

/** Reads the text of one record; `parsed` is its JSON where somebody has parsed it already. Never throws. */
export interface RecordReader {
  (text: string, parsed?: unknown): RecordReading[];
  /**
   * Reads the object at an offset, whose keys were read before and behind which its line ends, without parsing what no
   * reading needs; the reading is the same.
   *
   * @returns undefined where that is not possible
   */
  inPlace(bytes: Uint8Array, start: number): PlacedReading | undefined;
}

/** What was read in place. */
export interface PlacedReading {
  reading: RecordReading;
  /** Offset after the object. */
  end: number;
  /** Whether the object is spelled like a line of ours, so that it can stand in one as it is. */
  isSpelledLikeOurs: boolean;
}

/** Containers inside containers that are opened. */
const maxContainers = 4;
/** Containers whose readings are of what is inside them. */
const containers = new Set(["docker", "loki", "cloudwatch", "otel"]);

/**
 * Creates the reader of one file's records, in their order. Most give one reading; a line of an OpenTelemetry Collector or
 * an answer of CloudWatch or Loki gives many, in the order of its bytes.
 *
 * @param choice what a person chose for the file
 * @param latestMs no record is later than this (when the file was last modified), in milliseconds since the epoch: gives
 * the year to times that have none
 * @param nameCall names calls; parts of one log share it
 */
export function createRecordReader(
  choice: ReadingChoice = {},
  latestMs = Date.now(),
  nameCall = createCallNames(),
): RecordReader {
  const ownClock = createWallClock("utc");
  const context: ReadingContext = { choice, latestMs, clock: createWallClock(choice.zone), ownClock };
  const objects = createObjectReader(context);
  const markRepeated = createRepeatedSentences();
  const known = createKnownLines((name) => isLookedAt(name, choice));
  const readKnown = createKnownReader(context, objects);

  function readRecord(record: Record<string, unknown>, depth: number): RecordReading[] {
    const { message } = record;
    if (isRecord(message) && !("stringValue" in message)) return [readWrappedEvent(record, message)];
    const shape = objects.shapeOf(record);
    const { detected } = shape;
    if (depth === 0 && needsOnlyRefs(shape)) known.learn(shape);
    const wrapped = depth < maxContainers && containers.has(detected) ? unwrap(detected, record) : undefined;
    // An empty container is a record by itself.
    if (wrapped && wrapped.length > 0) return wrapped.flatMap((one) => readWrapped(detected, one, depth + 1));
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
    const { stream } = outer;
    if (typeof stream === "string") head.data = { ...head.data, stream };
    const readings = isRecord(inner) ? readRecord(inner, depth) : readAny(textOf(inner), undefined, depth);
    // What an app without levels writes to the error stream is what goes wrong.
    const byStream = stream === "stderr" ? "ERROR" : stream === "stdout" ? "INFO" : undefined;
    return readings.map((reading) => {
      const read = underHead(head, reading);
      return read.level === undefined && byStream ? { ...read, level: byStream } : read;
    });
  }

  /** The reading of an object or a text, with that of a record inside its message. */
  const readInMessage = (reading: RecordReading) => readMessageRecord(reading, context, objects);

  function readAny(text: string, parsed: unknown, depth: number): RecordReading[] {
    const value = parsed ?? parseLenient(text);
    if (isRecord(value)) return readRecord(value, depth);
    if (Array.isArray(value) && value.length > 0 && value.every(isRecord)) {
      return value.flatMap((one) => readRecord(one, depth));
    }
    return /^\s*\{/.test(text) ? readBrokenObject(text, depth) : readLine(text, depth);
  }

  /** What begins like an object and is no JSON: a bare sentence, a Python dict, or an object that was cut. */
  function readBrokenObject(text: string, depth: number): RecordReading[] {
    const sentence = readBareSentence(text);
    if (sentence) return [{ ...objects.read(sentence), kind: "prototype" }];
    const literal = readPythonLiteral(text.trim());
    if (isRecord(literal)) return readRecord(literal, depth);
    const cut = parseCut(text);
    if (cut && Object.keys(cut).length > 0) return readRecord(cut, maxContainers).map(withProblem("cut off"));
    return [withProblem("invalid JSON")(readText(text, context, objects))];
  }

  function readLine(text: string, depth: number): RecordReading[] {
    const prefixed = depth < maxContainers ? splitPrefix(stripAnsi(text)) : undefined;
    const readings = prefixed ? readWrapped(prefixed.kind, prefixed, depth + 1) : [];
    // `name | …` can stand in any text; only a line that is understood behind it speaks for a container.
    if (prefixed?.kind === "cri" || readings.some(({ within }) => within !== "text")) return readings;
    return [readInMessage(readText(text, context, objects))];
  }

  const finish = (reading: RecordReading) => nameCall(markRepeated(reading));

  function read(text: string, parsed?: unknown): RecordReading[] {
    if (choice.kind === "text") return [readText(text, context, objects)];
    return readAny(text, parsed, 0).map(finish);
  }

  return Object.assign(read, {
    inPlace(bytes: Uint8Array, start: number): PlacedReading | undefined {
      const line = known.read(bytes, start);
      // An object as the message is an event by itself.
      if (line === undefined || isRecord(line.record["message"])) return undefined;
      const reading = finish(readInMessage(readKnown(line)));
      return { reading, end: line.end, isSpelledLikeOurs: line.isSpelledLikeOurs };
    },
  });
}

const textOf = (inner: unknown) => readTextValue(inner) ?? "";
const withProblem = (problem: string) => (reading: RecordReading) => ({ ...reading, problem });
