import { parseLenient } from "./json/parse-lenient.ts";
import { isRecord } from "../basics/record.ts";
import type { ObjectReader } from "./json/read-object.ts";
import { readPythonLiteral } from "./prototype/python-literal.ts";
import type { ReadingContext } from "./reading-context.ts";
import type { LogKind, RecordReading } from "./record-reading.ts";
import { readText, underHead } from "./text/read-text.ts";

/** Collectors, which take over the lines of other programs as their message. */
const collectors: ReadonlySet<LogKind> = new Set([
  "journald",
  "ecs",
  "gcp",
  "otel",
  "gelf",
  "logback",
  "json",
  "syslog",
]);

/**
 * Reads a message that is a record by itself: an event in JSON or as a Python dict in any kind, and a line of text with time
 * and level of its own in a collector's. The reading of the inner record counts where it says something.
 */
export function readMessageRecord(
  reading: RecordReading,
  context: ReadingContext,
  objects: ObjectReader,
): RecordReading {
  const { message, kind } = reading;
  if (message === undefined) return reading;
  if (message.startsWith("{")) return readObjectMessage(reading, message, objects);
  if (!collectors.has(kind) || !/^[[\d<t]/.test(message)) return reading;
  const inner = readText(message, context, objects);
  // Without both it is a sentence that begins like a head.
  return inner.timeMs === undefined || inner.level === undefined ? reading : underHead(reading, inner);
}

function readObjectMessage(reading: RecordReading, text: string, objects: ObjectReader): RecordReading {
  if (!text.endsWith("}")) return reading;
  const inner = parseLenient(text) ?? readPythonLiteral(text);
  if (!isRecord(inner)) return reading;
  const read = objects.read(inner);
  const message = read.message ?? read.fields.event;
  // Any other object is what it is: the message of its record.
  if (message === undefined) return reading;
  return underHead(reading, { ...read, kind: reading.kind === "prototype" ? "prototype" : read.kind, message });
}
