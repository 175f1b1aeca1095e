import { eventFieldTypes, hasFieldTypes } from "../../logging/event-types.ts";
import { hasForeignEscape } from "../original/respell-json.ts";
import { logLevels, type LogEvent, type LogLevel } from "../../logging/log-event.ts";

/** One line of a file. */
export interface FileLine {
  /** From 1. */
  number: number;
  text: string;
  /** Size of the whole line in bytes when only its beginning is in `text`. */
  fullBytes?: number;
}

/** Defaults for a line with less than an event needs. */
export interface LineContext {
  /** Name of the file. */
  file: string;
  /** Time of the line before, in ISO 8601, for a line without a time. */
  timestamp: string;
}

/** A line as an event. `unchanged` is true when the line can be stored as it is. */
export interface ParsedLine {
  event: LogEvent;
  unchanged: boolean;
  broken: boolean;
}

/** Deepest nesting that is accepted; real events have three levels. */
const maxDepth = 32;
/** Longest text of a broken line in its event, in UTF-16 units. */
const maxBrokenText = 2_000;

/**
 * Reads one line of a log: an event of ours, a record of the Python prototype (an outer object whose `message` is the
 * event, or a bare sentence that makes the line invalid JSON), or a line of the text files.
 *
 * Any other line becomes an `import_broken_line` event with the reason, the file and the line number. Unknown fields are
 * preserved.
 */
export function parseLine(line: FileLine, context: LineContext): ParsedLine {
  const { text, fullBytes } = line;
  if (fullBytes !== undefined) return broken(line, context, `the line has ${String(fullBytes)} bytes`);
  if (!text.startsWith("{"))
    return parseTextLine(line, context) ?? broken(line, context, "neither JSON nor a log line");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return (
      parseSentence(line, context) ?? broken(line, context, error instanceof Error ? error.message : String(error))
    );
  }
  if (isDeeper(value, maxDepth)) return broken(line, context, `nested deeper than ${String(maxDepth)} levels`);
  return fromObject(value as Record<string, unknown>, line, context);
}

function fromObject(outer: Record<string, unknown>, line: FileLine, context: LineContext): ParsedLine {
  const { message, ...rest } = outer;
  const inner = isRecord(message) ? message : undefined;
  // The inner object is the event; the outer one adds logger, function and line, and a level.
  const fields = inner === undefined ? outer : { ...rest, ...inner };
  return complete(fields, line, context, inner === undefined);
}

/** `{"timestamp": "...", "level": "INFO", ..., "message": A sentence without quotes}` */
const bareSentence = /^(\{.*"message":\s*)([^"{[\s].*)\}\s*$/s;

function parseSentence(line: FileLine, context: LineContext): ParsedLine | undefined {
  const [, head, sentence] = bareSentence.exec(line.text) ?? [];
  if (head === undefined || sentence === undefined) return undefined;
  try {
    const fields = JSON.parse(`${head}${JSON.stringify(sentence.trim())}}`) as Record<string, unknown>;
    return complete(fields, line, context, false);
  } catch {
    return undefined;
  }
}

/** `2025-09-03 10:14:01 | INFO     | tts_utility | function:line | message` */
const textLine = /^(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d+)?) \| ([A-Z]+) *\| ([^|]*) \| ([^|]*) \| (.*)$/s;

function parseTextLine(line: FileLine, context: LineContext): ParsedLine | undefined {
  const [, time, level, logger, place, message] = textLine.exec(line.text) ?? [];
  if (time === undefined) return undefined;
  // Our own text files are in UTC. The prototype wrote local time in the same format, which cannot be distinguished.
  const timestamp = `${time.replace(" ", "T").replace(",", ".")}Z`;
  return complete({ timestamp, level, logger, place, message }, line, context, false);
}

/** Adds the fields that an event must have; all others are unchanged. */
function complete(
  fields: Record<string, unknown>,
  line: FileLine,
  context: LineContext,
  mayBeUnchanged: boolean,
): ParsedLine {
  const { timestamp, level, event, message, session_id, seq } = fields;
  const time = readTime(timestamp);
  const known = readLevel(level);
  if (
    mayBeUnchanged &&
    !hasForeignEscape(line.text) &&
    hasFieldTypes(fields, eventFieldTypes) &&
    time === timestamp &&
    known === level &&
    typeof event === "string" &&
    typeof message === "string" &&
    typeof session_id === "string" &&
    typeof seq === "number"
  ) {
    return { event: fields as unknown as LogEvent, unchanged: true, broken: false };
  }
  const completed = {
    ...fields,
    timestamp: time ?? context.timestamp,
    level: known ?? "INFO",
    event: typeof event === "string" ? event : "imported_line",
    message: typeof message === "string" ? message : sentenceFor(event),
    session_id: typeof session_id === "string" ? session_id : context.file,
    seq: typeof seq === "number" ? seq : line.number,
    ...(time !== timestamp && { original_timestamp: timestamp ?? null }),
    ...(known !== level && { original_level: level ?? null }),
  };
  return { event: completed as LogEvent, unchanged: false, broken: false };
}

function sentenceFor(event: unknown): string {
  return typeof event === "string" ? event : "";
}

/** Converts a time to UTC in ISO 8601. A time without zone is local time of this browser, as the prototype wrote it. */
function readTime(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const timeMs = Date.parse(value);
  if (Number.isNaN(timeMs)) return undefined;
  return isoTime.test(value) ? value : new Date(timeMs).toISOString();
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const aliases: Record<string, LogLevel> = { WARN: "WARNING", FATAL: "CRITICAL", NOTICE: "INFO", TRACE: "DEBUG" };

function readLevel(value: unknown): LogLevel | undefined {
  if (typeof value !== "string") return undefined;
  const name = value.toUpperCase();
  return logLevels.find((level) => level === name) ?? (Object.hasOwn(aliases, name) ? aliases[name] : undefined);
}

function broken({ number, text }: FileLine, { file, timestamp }: LineContext, reason: string): ParsedLine {
  const event: LogEvent = {
    timestamp,
    level: "WARNING",
    event: "import_broken_line",
    message: `${file}:${String(number)}: ${reason}`,
    session_id: file,
    seq: number,
    data: { file, line: number, parse_error: reason, text: text.slice(0, maxBrokenText) },
  };
  return { event, unchanged: false, broken: true };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is nested deeper than the limit; recursion stops there too. */
function isDeeper(value: unknown, limit: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (limit === 0) return true;
  for (const key in value) if (isDeeper((value as Record<string, unknown>)[key], limit - 1)) return true;
  return false;
}
