import { setBounded } from "../../basics/bounded-map.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { bareDurationNames, durationNames, levelScales } from "../field-names.ts";
import { findGrpcFailure } from "../grpc-failure.ts";
import { readDuration } from "../read-duration.ts";
import { readLevel, type LevelScale } from "../read-level.ts";
import { readTextValue } from "../read-text-value.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { LogKind, RecordData, RecordReading } from "../record-reading.ts";
import { readTime } from "../time/read-time.ts";
import { addAccessCall } from "./access-call.ts";
import { renderTemplate } from "./message-template.ts";
import { numberText } from "./number-text.ts";
import { readOwnFields } from "./own-fields.ts";
import { buildError, readErrorFields } from "./read-error.ts";
import { resolveShape, textAt, valueAt, type FieldRef, type RecordShape } from "./record-shape.ts";

/** Reads objects of loggers. */
export interface ObjectReader {
  /** What records with the same keys have in common; found out once. */
  shapeOf(record: Record<string, unknown>): RecordShape;
  /** @param shape that of the record, where it is known already */
  read(record: Record<string, unknown>, shape?: RecordShape): RecordReading;
}

/** Shapes that are remembered; a file of a logger has a few dozen. */
const maxShapes = 500;
/** Most keys of a shape that is remembered, so that the memory of all is bounded. */
const maxShapeKeys = 1_000;

/** Creates a reader that finds out once for each set of keys what they mean. */
export function createObjectReader(context: ReadingContext): ObjectReader {
  const shapes = new Map<string, RecordShape>();
  let last: RecordShape | undefined;

  function shapeOf(record: Record<string, unknown>): RecordShape {
    const keys = Object.keys(record);
    if (last && isSame(last.keys, keys)) return last;
    const name = keys.join("\n");
    last = shapes.get(name);
    if (last) return last;
    last = resolveShape(record, keys, context.choice);
    if (keys.length <= maxShapeKeys) setBounded(shapes, name, last, maxShapes);
    return last;
  }

  return { shapeOf, read: (record, shape = shapeOf(record)) => readShaped(record, shape, context) };
}

function isSame(a: string[], b: string[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

function readShaped(record: Record<string, unknown>, shape: RecordShape, context: ReadingContext): RecordReading {
  const { kind } = shape;
  const reading: RecordReading = { kind, zone: "none", fields: readOwnFields(record, shape.own), used: {} };
  setTime(reading, record, shape, context);
  setLevel(reading, record, shape);
  setMessage(reading, record, shape);
  setFields(reading.fields, record, shape, reading);
  setData(reading, record, shape);
  if (kind === "envoy") addAccessCall(reading, record);
  if (kind === "clef" && reading.level === undefined && reading.levelText === undefined) reading.level = "INFO";
  return reading;
}

function setTime(
  reading: RecordReading,
  record: Record<string, unknown>,
  { refs }: RecordShape,
  context: ReadingContext,
): void {
  for (const ref of refs.time ?? []) {
    const value = valueAt(record, ref);
    if (value === undefined || value === null) continue;
    const time = readTime(value, context);
    // The first that holds anything is shown where none is a time.
    if (!time && reading.timeText !== undefined) continue;
    reading.timeText = timeTextOf(value);
    if (!time) continue;
    reading.timeMs = time.timeMs;
    reading.zone = time.zone;
    reading.used.time = ref.path;
    return;
  }
}

/** A time as its record writes it. */
export const timeTextOf = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? numberText(value) : (readTextValue(value) ?? "");

/** Loggers whose numbers are Python's under any name. */
const kindScales: Partial<Record<LogKind, LevelScale>> = {
  "python-json": "python",
  prototype: "python",
  loguru: "python",
  structlog: "python",
};

function setLevel(reading: RecordReading, record: Record<string, unknown>, { refs, kind }: RecordShape): void {
  for (const ref of refs.level ?? []) {
    const value = valueAt(record, ref);
    if (value === undefined || value === null) continue;
    // A status is a level in some logs and a number of HTTP in others.
    const level =
      ref.name === "status" && !isWord(value)
        ? undefined
        : readLevel(value, levelScales.get(ref.name) ?? kindScales[kind]);
    if (level === undefined && (reading.levelText !== undefined || ref.name === "status")) continue;
    reading.levelText = typeof value === "string" ? value : (readTextValue(value) ?? "");
    if (level === undefined) continue;
    reading.level = level;
    reading.used.level = ref.path;
    return;
  }
}

const isWord = (value: unknown) => typeof value === "string" && !/\d/.test(value);

/** Names that hold a message only when it is a text; a number in `line` is a place in the code. */
const textOnly = new Set(["log", "line", "text", "event"]);

function setMessage(reading: RecordReading, record: Record<string, unknown>, { refs }: RecordShape): void {
  for (const ref of refs.message ?? []) {
    const value = valueAt(record, ref);
    if (textOnly.has(ref.name) && typeof value !== "string") continue;
    const message = readTextValue(value);
    if (message === undefined) continue;
    reading.message = ref.name === "@mt" || ref.name === "messagetemplate" ? renderTemplate(message, record) : message;
    reading.used.message = ref.path;
    // structlog's `event` is a sentence, ours a name.
    if (ref.name === "event" && !/^\w+$/.test(message)) delete reading.fields.event;
    return;
  }
}

function setFields(
  fields: Partial<LogEvent>,
  record: Record<string, unknown>,
  shape: RecordShape,
  { level, message }: RecordReading,
): void {
  const { refs } = shape;
  const requestId = fields.request_id ?? textAt(record, refs.requestId);
  if (requestId !== undefined) fields.request_id = requestId;
  const service = fields.service ?? textAt(record, refs.service);
  // Others' services have names that ours do not list.
  if (service !== undefined) fields.service = service as NonNullable<LogEvent["service"]>;
  if (fields.duration_ms === undefined) {
    const durationMs = readDurationOf(record, shape);
    if (durationMs !== undefined) fields.duration_ms = durationMs;
  }
  const error = readErrorFields(record, shape) ?? errorInMessage(level, message) ?? errorInData(fields);
  if (error) fields.error = error;
}

function errorInMessage(level: RecordReading["level"], message: string | undefined) {
  if (message === undefined || level === "INFO" || level === "DEBUG") return undefined;
  const grpc = findGrpcFailure(message);
  return grpc && buildError({ grpc });
}

/** The prototype's `system_…_failed` events hold the text of an exception, at any level. */
function errorInData({ data }: Partial<LogEvent>) {
  const text = data?.["error"];
  const grpc = typeof text === "string" ? findGrpcFailure(text) : undefined;
  return grpc && buildError({ grpc });
}

function readDurationOf(record: Record<string, unknown>, { durations, kind }: RecordShape): number | undefined {
  for (const ref of durations) {
    const durationMs = durationOf(valueAt(record, ref), ref, kind);
    if (durationMs !== undefined) return durationMs;
  }
  return undefined;
}

/** The duration that the field holds, in milliseconds. */
export function durationOf(value: unknown, { name }: FieldRef, kind: LogKind): number | undefined {
  if (typeof value === "string") return readDuration(value);
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  const stated = durationNames.get(name);
  const habit = kind === "zap" ? 1000 : kind === "envoy" || kind === "pino" ? 1 : undefined;
  const perMs = stated ?? (bareDurationNames.has(name) ? habit : undefined);
  return perMs === undefined ? undefined : value * perMs;
}

/** Fields that go into the data of an event, in their order, with their names there. */
export const dataRoles = [
  ["logger", "logger"],
  ["host", "host"],
  ["traceId", "trace_id"],
  ["spanId", "span_id"],
  ["thread", "thread"],
  ["caller", "caller"],
  ["stack", "stack"],
] as const;

function setData(reading: RecordReading, record: Record<string, unknown>, shape: RecordShape): void {
  let data: RecordData | undefined;
  for (const [role, name] of dataRoles) {
    const refs = shape.refs[role];
    if (refs === undefined) continue;
    const value = textAt(record, refs);
    if (value !== undefined) (data ??= {})[name] = value;
  }
  if (!data) return;
  // Neighbouring records mostly say the same: whoever renders them can tell by the object.
  const { lastData } = shape;
  reading.data = lastData && hasSame(lastData, data) ? lastData : (shape.lastData = data);
}

function hasSame(a: RecordData, b: RecordData): boolean {
  return dataRoles.every(([, name]) => a[name] === b[name]);
}
