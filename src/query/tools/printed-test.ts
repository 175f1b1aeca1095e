import { ignoresCase, isLogTime, levelOrder } from "../match/create-value-test.ts";
import type { FieldTest, Query } from "../query.ts";
import { readNumber } from "../read-number.ts";
import { readRegex, regexPattern } from "../text/read-regex.ts";
import { endOfText, textPattern, wildcardPattern } from "../text/text-pattern.ts";

/** What a test asks of a value, in steps that jq and SQL have. A comparison fails for values of another type. */
export type PrintedTest =
  | { is: "always" | "never" }
  | { is: "all" | "any"; tests: PrintedTest[] }
  /** The text of any value fits a pattern. */
  | { is: "pattern"; pattern: string }
  | { is: "text" | "number"; compares: "=" | ">" | ">=" | "<" | "<="; with: string | number }
  | { is: "boolean"; value: boolean }
  | { is: "null" }
  | { is: "texts"; values: string[] };

/** The steps of a test of one field. */
export function printedTest(path: string, test: FieldTest): PrintedTest {
  switch (test.is) {
    case "present":
      return { is: "always" };
    case "wildcard":
      return { is: "pattern", pattern: wildcardPattern(test.pattern) };
    case "regex":
      return patternOf(test) ?? { is: "never" };
    case "value":
      if (ignoresCase(path)) return { is: "pattern", pattern: `^${textPattern(test.value)}${endOfText}` };
      return path === "timestamp" && !isLogTime(test.value) ? { is: "never" } : equality(test.value, test.isQuoted);
    case "range": {
      const tests = [test.from, test.to].flatMap((bound, index) => {
        const compares = index === 0 ? (bound?.isInclusive ? ">=" : ">") : bound?.isInclusive ? "<=" : "<";
        return bound ? [comparison(path, compares, bound.value)] : [];
      });
      return { is: "all", tests };
    }
  }
}

/** The pattern that a line must say; undefined for a regular expression that is refused. */
export function patternOf(leaf: Query | FieldTest): { is: "pattern"; pattern: string } | undefined {
  if (leaf.is === "text") return { is: "pattern", pattern: textPattern(leaf.text) };
  if (leaf.is !== "regex") return undefined;
  const reading = readRegex(leaf.source);
  return "regex" in reading ? { is: "pattern", pattern: regexPattern(reading.regex) } : undefined;
}

function equality(value: string, isQuoted: boolean): PrintedTest {
  const number = isQuoted ? undefined : readNumber(value);
  const tests: PrintedTest[] = [{ is: "text", compares: "=", with: value }];
  if (number !== undefined) tests.push({ is: "number", compares: "=", with: number });
  if (!isQuoted && (value === "true" || value === "false")) tests.push({ is: "boolean", value: value === "true" });
  if (!isQuoted && value === "null") tests.push({ is: "null" });
  return tests.length === 1 ? tests[0]! : { is: "any", tests };
}

function comparison(path: string, compares: ">" | ">=" | "<" | "<=", bound: string): PrintedTest {
  if (path === "level") {
    const at = levelOrder.indexOf(bound.toUpperCase());
    const isIn = (level: number) =>
      compares === ">" ? level > at : compares === ">=" ? level >= at : compares === "<" ? level < at : level <= at;
    return at < 0 ? { is: "never" } : { is: "texts", values: levelOrder.filter((_, level) => isIn(level)) };
  }
  if (path === "timestamp") return isLogTime(bound) ? { is: "text", compares, with: bound } : { is: "never" };
  const number = readNumber(bound);
  return number === undefined ? { is: "text", compares, with: bound } : { is: "number", compares, with: number };
}
