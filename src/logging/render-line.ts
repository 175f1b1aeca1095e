import type { LogEvent } from "./log-event.ts";

const realEvent = /^(?:request_(?:start|success|error|cancelled)|(?:auth|system)_\w+)$/;

/**
 * One event as a line of `tts_structured.jsonl`, without the line end.
 *
 * People count with `grep "request_start"` and the like, so those words may stand only where the event says it is one:
 * elsewhere (a spoken text, a key) their underscore is written as `\u005f`, which is the same JSON. So are the controls and
 * line separators that JSON allows: some readers end a line at them, and a terminal obeys them.
 */
export function renderJsonLine(event: LogEvent): string {
  const json = escapeControls(JSON.stringify(event));
  const head = `{"timestamp":"${event.timestamp}","level":"${event.level}","event":"${event.event}",`;
  // Events of the logger have these keys first and in this order, and nothing to escape in them.
  if (!json.startsWith(head)) return renderReordered(event);
  if (!realEvent.test(event.event)) return guardCountedWords(json);
  const body = json.slice(head.length);
  const guarded = guardCountedWords(body);
  return guarded === body ? json : head + guarded;
}

function renderReordered(event: LogEvent): string {
  const { timestamp, level, event: name, ...rest } = event;
  const head = escapeControls(JSON.stringify({ timestamp, level })).slice(0, -1);
  return `${head},"event":${renderEventName(name)},${renderJsonValue(rest).slice(1)}`;
}

/** The name of an event in JSON, as it stands in a line. */
export function renderEventName(name: string): string {
  const json = escapeControls(JSON.stringify(name));
  return realEvent.test(name) ? json : guardCountedWords(json);
}

/** Any other value of an event in JSON, as it stands in a line. */
export function renderJsonValue(value: unknown): string {
  return guardCountedWords(escapeControls(JSON.stringify(value)));
}

const counted = /request_(?=start|success|error)|auth_(?!present":)/gi;

/** How the words that are counted begin; every one of them begins so. */
const beginning = /request_[se]|auth_/i;

const controls = /[\u007f-\u009f\u2028\u2029]/;
const allControls = new RegExp(controls, "g");

/** DEL, C1 controls and line separators in JSON as escapes; `JSON.stringify` escapes only those below U+0020. */
export function escapeControls(json: string): string {
  return controls.test(json) ? json.replaceAll(allControls, unicodeEscape) : json;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Writes the words that people count by, such as `request_start`, so that only the line of such an event has them. */
export function guardCountedWords(json: string): string {
  // Most texts have none of them.
  return !beginning.test(json) ? json : json.replace(counted, (word) => `${word.slice(0, -1)}\\u005f`);
}

/**
 * One event as a line of `tts_utility.log` and `tts_errors.log`, without the line end; UTC.
 *
 * `function:line` of the original is the operation (or the event's name, where there is none) and the event's ordinal in its session.
 */
export function renderTextLine(event: LogEvent): string {
  const time = event.timestamp.slice(0, 19).replace("T", " ");
  const place = `${event.operation ?? event.event}:${String(event.seq)}`;
  return `${time} | ${event.level.padEnd(8)} | tts_utility | ${oneLine(`${place} | ${event.message}`)}`;
}

/** One event as a line of the console, without the line end; UTC. */
export function renderConsoleLine(event: LogEvent): string {
  return `${event.timestamp.slice(11, 19)} | ${event.level.padEnd(8)} | ${oneLine(event.message)}`;
}

const shortEscapes: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Line breaks, other control characters and those that turn the direction of writing as escapes: a line is one line for every
 * tool, and a terminal shows it as it is. There is no way back from `\n` to what it was; the structured file has it.
 */
function oneLine(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    return shortEscapes[character] ?? unicodeEscape(character);
  });
}
