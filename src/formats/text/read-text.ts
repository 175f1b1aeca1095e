import { findGrpcFailure } from "../grpc-failure.ts";
import { describeAccess } from "../json/access-call.ts";
import type { ObjectReader } from "../json/read-object.ts";
import { buildError } from "../json/read-error.ts";
import { readOwnSentence } from "../prototype/event-sentence.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { RecordReading } from "../record-reading.ts";
import { resolveTime } from "../time/read-time.ts";
import { stripAnsi } from "./ansi.ts";
import { readLogfmt } from "./logfmt.ts";
import { scanHead } from "./scan-head.ts";
import { readStackTrace, splitStackTrace } from "./stack-trace.ts";
import type { TextHead } from "./text-head.ts";
import { splitTrailingFields } from "./trailing-fields.ts";

/** Reads the text of a record that is no JSON: its head, and below it the lines that belong to it. */
export function readText(original: string, context: ReadingContext, objects: ObjectReader): RecordReading {
  const text = stripAnsi(original).replace(/^[\s\0\uFEFF\u001e]+/, "");
  if (context.choice.kind === "text")
    return { kind: "text", zone: "none", message: trimLineEnd(text), fields: {}, used: {} };
  const lineEnd = text.indexOf("\n");
  const line = lineEnd < 0 ? text : text.slice(0, lineEnd);
  const head = scanHead(line, context.latestMs);
  if (!head) {
    const pairs = readLogfmt(trimLineEnd(text));
    if (pairs) return { ...objects.read(pairs), kind: "time" in pairs && "msg" in pairs ? "logrus" : "logfmt" };
    return withMessage({ kind: "text", zone: "none", fields: {}, used: {} }, trimLineEnd(text));
  }
  const reading = readHead(head, context);
  if (head.access) return reading;
  const message = trimLineEnd(text.slice(head.end));
  // A message that is itself made of pairs (an app behind syslog, slog's default) names its own fields.
  const pairs = readLogfmt(message);
  if (pairs) return underHead(reading, { ...objects.read(pairs), kind: "logfmt" });
  reading.used.message = "message";
  const { message: sentence, fields } = splitTrailingFields(message);
  if (fields) addFields(reading, objects.read(fields));
  return withMessage(reading, sentence);
}

/** Adds an inner reading to that of the head, which counts where the inner one is silent. */
export function underHead(head: RecordReading, inner: RecordReading): RecordReading {
  const time = inner.timeMs === undefined ? head : inner;
  const { level, levelText } = inner.level === undefined ? head : inner;
  const data = { ...head.data, ...inner.data };
  return {
    ...inner,
    kind: head.kind,
    within: inner.within ?? inner.kind,
    zone: time.zone,
    ...(time.timeMs !== undefined && { timeMs: time.timeMs }),
    ...(time.timeText !== undefined && { timeText: time.timeText }),
    ...(level !== undefined && { level }),
    ...(levelText !== undefined && { levelText }),
    fields: { ...head.fields, ...inner.fields },
    ...(Object.keys(data).length > 0 && { data }),
    used: { ...head.used, ...inner.used },
  };
}

/** Adds what stands behind a message; its time, level and message are those of the head. */
function addFields(reading: RecordReading, { fields, data }: RecordReading): void {
  reading.fields = { ...fields, ...reading.fields };
  if (data) reading.data = { ...data, ...reading.data };
}

function readHead(head: TextHead, context: ReadingContext): RecordReading {
  const isOwn = head.place !== undefined && ownPlace.test(head.place);
  const reading: RecordReading = { kind: isOwn ? "console" : head.kind, zone: "none", fields: {}, used: {} };
  if (head.timeText !== undefined) reading.timeText = head.timeText;
  const time = head.written && resolveTime(head.written, isOwn ? { ...context, clock: context.ownClock } : context);
  if (time) {
    reading.timeMs = time.timeMs;
    reading.zone = isOwn ? "stated" : time.zone;
    reading.used.time = "time";
  }
  if (head.level !== undefined) {
    reading.level = head.level;
    reading.used.level = "level";
  }
  if (head.levelText !== undefined) reading.levelText = head.levelText;
  if (head.data) reading.data = head.data;
  if (isOwn) addOwnPlace(reading, head.place!);
  else if (head.place !== undefined) reading.data = { ...reading.data, caller: head.place };
  if (head.access) {
    describeAccess(reading, head.access);
    if (head.access.durationMs !== undefined) reading.fields.duration_ms = head.access.durationMs;
    if (head.access.requestId !== undefined) reading.fields.request_id = head.access.requestId;
  }
  return reading;
}

/** `Synthesize:17`, `system_startup:3`: this program writes the operation or the event, Python a function. */
const ownPlace = /^(?:[A-Z]\w{0,100}|(?:request|system|auth)_\w{1,100}):\d{1,12}$/;

function addOwnPlace(reading: RecordReading, place: string): void {
  const [name = "", seq] = place.split(":");
  reading.fields.seq = Number(seq);
  if (/^[A-Z]/.test(name)) reading.fields.operation = name;
  else reading.fields.event = name;
}

/** Without blanks and line breaks at the end; other white space can be part of a message. */
function trimLineEnd(text: string): string {
  let end = text.length;
  while (end > 0 && " \t\r\n\0".includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

function withMessage(reading: RecordReading, text: string): RecordReading {
  const { message, stack } = splitStackTrace(text);
  reading.message = message;
  if (reading.kind === "console") Object.assign(reading.fields, readOwnSentence(message));
  const mayFail = reading.level !== "INFO" && reading.level !== "DEBUG";
  const grpc = mayFail ? findGrpcFailure(text) : undefined;
  if (stack !== undefined) reading.data = { ...reading.data, stack };
  if (reading.fields.error || (!grpc && (stack === undefined || !mayFail))) return reading;
  const error = grpc ? buildError({ grpc }) : buildError(readStackTrace(stack!));
  if (error) reading.fields.error = error;
  return reading;
}
