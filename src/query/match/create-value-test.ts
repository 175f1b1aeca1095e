import type { Bound, FieldTest, Scalar } from "../query.ts";
import { readNumber } from "../read-number.ts";
import { readRegex } from "../text/read-regex.ts";
import { createRegexFinder } from "../text/regex-finder.ts";
import { endOfText, textPattern } from "../text/text-pattern.ts";
import { createWildcardHits } from "../text/wildcard-hits.ts";

/** Levels, lowest first. */
export const levelOrder = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"];

/** Whether a value of this field is compared without regard to case. */
export function ignoresCase(path: string): boolean {
  return path === "level" || path === "outcome";
}

/**
 * Prepares what a condition asks of a value that is there; an absent one fails every test.
 *
 * The value of `timestamp` may be a text, or milliseconds since the epoch. Relative times and times without a zone must have
 * been resolved (`resolveTimes`). A regular expression that is refused matches nothing.
 */
export function createValueTest(path: string, test: FieldTest): (value: Scalar) => boolean {
  switch (test.is) {
    case "present":
      return () => true;
    case "value":
      return equalityTest(path, test);
    case "wildcard": {
      const find = createWildcardHits(test.pattern);
      return (value) => find(textForm(path, value)) !== undefined;
    }
    case "regex": {
      const occurs = regexTest(test.source);
      return (value) => occurs(textForm(path, value));
    }
    case "range": {
      const from = test.from && boundTest(path, test.from, 1);
      const to = test.to && boundTest(path, test.to, -1);
      if (from === undefined && to === undefined) return () => true;
      return (value) => from?.(value) !== false && to?.(value) !== false;
    }
  }
}

/** Prepares a search for a text, whatever its case, in what a line says. */
export function textTest(text: string): (said: string) => boolean {
  const expression = new RegExp(textPattern(text), "u");
  return (said) => expression.test(said);
}

/** Prepares a search for a regular expression; a refused one is nowhere. */
export function regexTest(source: string): (text: string) => boolean {
  const reading = readRegex(source);
  if ("problem" in reading) return () => false;
  return createRegexFinder(reading.regex);
}

function equalityTest(path: string, { value: wanted, isQuoted }: FieldTest & { is: "value" }) {
  if (path === "timestamp") {
    const timeMs = timeOf(wanted);
    return (value: Scalar) => timeOf(value) === timeMs;
  }
  if (ignoresCase(path)) {
    const whole = new RegExp(`^${textPattern(wanted)}${endOfText}`, "u");
    return (value: Scalar) => whole.test(String(value));
  }
  const number = isQuoted ? undefined : readNumber(wanted);
  return (value: Scalar) =>
    typeof value === "string"
      ? value === wanted
      : typeof value === "number"
        ? value === number
        : !isQuoted && String(value) === wanted;
}

/** @param sign 1 for the lower bound, -1 for the upper one */
function boundTest(path: string, { value: written, isInclusive }: Bound, sign: 1 | -1): (value: Scalar) => boolean {
  const test = <T extends string | number>(bound: T | undefined, read: (value: Scalar) => T | undefined) => {
    return (value: Scalar) => {
      const found = read(value);
      if (found === undefined || bound === undefined || Number.isNaN(bound)) return false;
      return found === bound ? isInclusive : sign === 1 ? found > bound : found < bound;
    };
  };
  if (path === "timestamp") return test(timeOf(written), timeOf);
  if (path === "level") return test(levelIndex(written.toUpperCase()), levelIndex);
  const number = readNumber(written);
  if (number !== undefined) return test(number, (value) => (typeof value === "number" ? value : undefined));
  return test(written, (value) => (typeof value === "string" ? value : undefined));
}

function levelIndex(level: Scalar): number | undefined {
  const index = levelOrder.indexOf(String(level));
  return index < 0 ? undefined : index;
}

/** Whether a text is a time as the log spells it. `Date.parse` by itself takes nearly any text for one. */
export function isLogTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text);
}

/** NaN, which equals nothing, where it is no time. */
function timeOf(value: Scalar): number {
  if (typeof value === "number") return value;
  return isLogTime(String(value)) ? Date.parse(String(value)) : NaN;
}

function textForm(path: string, value: Scalar): string {
  return path === "timestamp" && typeof value === "number" ? new Date(value).toISOString() : String(value);
}
