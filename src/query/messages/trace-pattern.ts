import { maxPattern, patternQuery } from "./message-pattern.ts";
import { firstCharacters, maxMessage, messageStart, replacementSteps } from "./normalise-message.ts";
import type { FieldTest, Query } from "../query.ts";

/** A value that was replaced in a message: `pattern` has `by` at `at` for what stands in the message from `start` to `end`. */
export interface ReplacedValue {
  at: number;
  by: string;
  start: number;
  end: number;
  /** What was replaced, without its quotes. */
  text: string;
}

/** A message, its pattern, and where that comes from. Places are in UTF-16 code units. */
export interface TracedPattern {
  message: string;
  pattern: string;
  /** In the order of the message. A list, or a text with numbers in quotes, is one value. */
  values: ReplacedValue[];
}

/** A stretch of the text that stands for another one of the message. */
type Part = Omit<ReplacedValue, "text">;

/** Normalises a message as `patternOf` does, and says what was replaced. */
export function tracePattern(message: string): TracedPattern {
  let traced: { text: string; parts: Part[] } = { text: messageStart(message), parts: [] };
  for (const step of replacementSteps) if (traced.text.includes(step.needs ?? "")) traced = traceStep(traced, step);
  const pattern = firstCharacters(traced.text, maxPattern);
  const values = traced.parts
    .filter(({ at, by }) => at < pattern.length && (by === "#" || by === '"…"'))
    .map((part) => ({ ...part, text: unquoted(message.slice(part.start, part.end), part.by) }));
  return { message, pattern, values };
}

function traceStep(
  { text, parts }: { text: string; parts: Part[] },
  { expression, keepsBefore, keepsName, by }: (typeof replacementSteps)[number],
): { text: string; parts: Part[] } {
  let result = "";
  const now: Part[] = [];
  let done = 0;
  let next = 0;

  function keep(end: number): void {
    for (; next < parts.length && parts[next]!.at < end; next++) {
      now.push({ ...parts[next]!, at: result.length + parts[next]!.at - done });
    }
    result += text.slice(done, end);
    done = end;
  }

  function replace(end: number, with_: string): void {
    const [start, to] = [placeInMessage(parts, done), placeInMessage(parts, end)];
    while (next < parts.length && parts[next]!.at < end) next++;
    now.push({ at: result.length, by: with_, start, end: to });
    result += with_;
    done = end;
  }

  for (const match of text.matchAll(expression)) {
    keep(match.index + (keepsBefore ? match[1]!.length : 0));
    if (keepsName) {
      replace(done + 1, "");
      keep(done + match[2]!.length);
    }
    replace(match.index + match[0].length, by);
  }
  if (done === 0) return { text, parts };
  keep(text.length);
  return { text: result, parts: now };
}

/** Where in the message something stands that is not inside of a part. */
function placeInMessage(parts: readonly Part[], place: number): number {
  const before = parts.findLast(({ at, by }) => at + by.length <= place);
  return before === undefined ? place : before.end + place - before.at - before.by.length;
}

function unquoted(text: string, by: string): string {
  return by === "#" ? text : text.slice(1, -1);
}

/**
 * The lines of a pattern whose message has the same value at one place as this one.
 *
 * Where no other value was replaced, that is the message itself. Else a wildcard, which ignores case, and which may find a value that
 * holds words of the pattern.
 *
 * @param value the value, by its index
 */
export function valueQuery({ message, pattern, values }: TracedPattern, value: number): Query {
  const isCut = pattern.length >= maxPattern || message.length > maxMessage;
  const end = isCut ? values[value]!.end : message.length;
  let wildcard = "";
  let done = 0;
  for (const [at, { start, end: to }] of values.entries()) {
    if (at === value || start >= end) continue;
    wildcard += `${escaped(message.slice(done, start))}*`;
    done = to;
  }
  wildcard += escaped(message.slice(done, end)) + (isCut ? "*" : "");
  const test: FieldTest =
    values.length === 1 && !isCut
      ? { is: "value", value: message, isQuoted: true }
      : { is: "wildcard", pattern: wildcard };
  return { is: "and", parts: [patternQuery(pattern), { is: "field", path: "message", test }] };
}

/** A text in a wildcard; a line feed, which no field of a page takes, as any character. */
function escaped(text: string): string {
  return text.replaceAll(/[*?\\]/g, "\\$&").replaceAll(/[^\S ]/g, "?");
}
