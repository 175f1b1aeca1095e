import { errorFieldTypes } from "../../logging/event-types.ts";
import { logEventKeys } from "../../logging/log-event.ts";
import { redacted } from "../../basics/live-secrets.ts";
import { escapeControls, guardCountedWords } from "../../logging/render-line.ts";
import type { Removed, ValueRemoval } from "../../basics/value-removal.ts";

/** Takes a value out of one line, without its line feed. */
export type LineRedaction = (line: string, removal: ValueRemoval) => Removed<string>;

/** Time and level of a line of the text files; nobody's secret, and the line is read by them. */
const textHead = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \| [A-Z]+ *\| tts_utility \| /;

/** Takes a value out of a line of `tts_utility.log` or `tts_errors.log`. */
export const redactTextLine: LineRedaction = (line, removal) => {
  const head = textHead.exec(line)?.[0] ?? "";
  const { rest, count } = removal.fromText(line.slice(head.length));
  return { rest: head + rest, count };
};

/** Keys of the console's own; every line has them, so they are left alone. */
const knownKeys = new Set<string>([...logEventKeys, ...Object.keys(errorFieldTypes)]);
/** Values that the columns are made of and that the logger alone sets. */
const measured = new Set(["timestamp", "level", "seq", "duration_ms", "response_size_bytes"]);
/** An escape of a letter, a digit or another character that nobody needs to escape; a matcher does not follow those. */
const escapedPlain = /\\u00(?:2[de]|3\d|[4-7][\da-f])/i;
/** Bytes of a record that are not the UTF-8 of its text, as `embedOriginal` adds them to its line. */
const exactBytesKey = "original_base64";
const tokens = /"(?:[^"\\]|\\.)*"(?<key>\s*:)?|[{}[\]]|-?\d[\d.eE+-]*|true|false|null/g;

/**
 * Takes a value out of a line of `tts_structured.jsonl`: out of its strings, keys and numbers, however they are escaped. All
 * other bytes stay, and the line stays a JSON object that the columns can be made of.
 *
 * The exact bytes of an imported record go when its text held the value: base64 with a hole is none. A value that reaches over
 * several strings (somebody pasted `"password":"..."`) takes all of the line but its frame with it.
 */
export const redactJsonLine: LineRedaction = (line, removal) => {
  if (!escapedPlain.test(line) && !removal.has(line)) return { rest: line, count: 0 };
  let count = 0;
  let depth = 0;
  let key = "";
  let rest = "";
  /** The line without what is left alone, to see a value that reaches over several strings. */
  let open = "";
  let from = 0;
  /** Where the exact bytes stand in `rest`, from the comma before their key. */
  let exactBytes: { start: number; end: number } | undefined;

  const add = (token: string, { rest: clean, count: found }: Removed<string>): void => {
    count += found;
    rest += clean;
    open += found === 0 ? token : "\n";
  };
  const leave = (token: string): void => {
    rest += token;
    open += "\n";
  };
  for (const { 0: token, index, groups } of line.matchAll(tokens)) {
    const between = line.slice(from, index);
    rest += between;
    open += between;
    from = index + token.length;
    const colon = groups!["key"];
    if ("{[".includes(token)) depth++;
    if ("}]".includes(token)) depth--;
    if ("{}[]".includes(token)) add(token, { rest: token, count: 0 });
    else if (colon !== undefined) {
      const quoted = token.slice(0, -colon.length);
      const name = quoted.slice(1, -1);
      key = depth === 1 ? name : "";
      if (key === exactBytesKey) exactBytes = { start: rest.lastIndexOf(","), end: 0 };
      if (knownKeys.has(name)) leave(token);
      else {
        const removed = redactString(quoted, removal);
        add(token, { ...removed, rest: removed.rest + colon });
      }
    } else if ((depth === 1 && measured.has(key)) || /^[tfn]/.test(token)) leave(token);
    else add(token, token.startsWith('"') ? redactString(token, removal) : redactNumber(token, removal));
    if (exactBytes?.end === 0 && colon === undefined) exactBytes.end = rest.length;
  }
  rest += line.slice(from);
  if (count > 0 && exactBytes) rest = rest.slice(0, exactBytes.start) + rest.slice(exactBytes.end);
  if (!removal.has(open + line.slice(from))) return { rest, count };
  const frame = frameOf(rest);
  return { rest: frame, count: frame === line ? 0 : count + 1 };
};

/** Takes a value out of a JSON string, quotes included: as it is written if that can be, else out of what it says. */
function redactString(token: string, removal: ValueRemoval): Removed<string> {
  const written = removal.fromText(token.slice(1, -1));
  const rest = `"${written.rest}"`;
  if (!token.includes("\\")) return { rest, count: written.count };
  const said = parsed(rest);
  if (said !== undefined && !removal.has(said)) return { rest, count: written.count };
  const removed = removal.fromText(JSON.parse(token) as string);
  return { rest: guardCountedWords(escapeControls(JSON.stringify(removed.rest))), count: removed.count };
}

function parsed(token: string): string | undefined {
  try {
    return JSON.parse(token) as string;
  } catch {
    // The value began or ended inside an escape.
    return undefined;
  }
}

function redactNumber(token: string, removal: ValueRemoval): Removed<string> {
  const { count } = removal.fromText(token);
  return { rest: count === 0 ? token : JSON.stringify(redacted), count };
}

/** What a line must have to be an event, and nothing that somebody wrote. */
function frameOf(line: string): string {
  const { timestamp, level, seq } = JSON.parse(line) as Record<string, unknown>;
  return JSON.stringify({ timestamp, level, event: redacted, message: redacted, session_id: redacted, seq });
}
