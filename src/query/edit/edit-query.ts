import { createValueTest } from "../match/create-value-test.ts";
import { parseQuery, type Condition } from "../parse-query.ts";
import { printQuery, printTest } from "../print-query.ts";
import type { Bound, FieldTest, Query, Scalar } from "../query.ts";
import { readNumber } from "../read-number.ts";

// What a click does to the text of a query. All that it does not change stays as it was typed; where the text has errors, what
// was understood of it is printed first.

/**
 * Asks for a value of a field. A second value of the field is an alternative, `path:(a OR b)`; one that is asked for already is
 * no longer. An exclusion of the value goes.
 */
export function includeValue(text: string, path: string, value: Scalar): string {
  const without = dropExclusion(text, path, value);
  const { source, conditions } = readText(without);
  const same = conditions.findIndex(({ query }) => testsOf(query, path)?.some((test) => isValue(path, test, value)));
  const at = same < 0 ? conditions.findIndex(({ query }) => testsOf(query, path) !== undefined) : same;
  if (at < 0) return addCondition(without, { is: "field", path, test: valueTest(value) });
  const tests = testsOf(conditions[at]!.query, path)!;
  const others = tests.filter((test) => !isValue(path, test, value));
  return replaceTests(
    source,
    conditions,
    at,
    path,
    others.length < tests.length ? others : [...tests, valueTest(value)],
  );
}

/** Excludes a value of a field; one that is excluded already is no longer. It is not asked for any more. */
export function excludeValue(text: string, path: string, value: Scalar): string {
  const without = dropExclusion(text, path, value);
  if (without !== text) return without;
  const { source, conditions } = readText(text);
  const at = conditions.findIndex(({ query }) => testsOf(query, path)?.some((test) => isValue(path, test, value)));
  const others = at < 0 ? [] : testsOf(conditions[at]!.query, path)!.filter((test) => !isValue(path, test, value));
  const rest = at < 0 ? text : replaceTests(source, conditions, at, path, others);
  return addCondition(rest, { is: "not", part: { is: "field", path, test: valueTest(value) } });
}

/** Sets the range of a field in place of those that it has; without a bound they go. */
export function setRange(text: string, path: string, range: { from?: Bound; to?: Bound } = {}): string {
  const query: Query = { is: "field", path, test: { is: "range", ...range } };
  const isRange = ({ query }: Condition) => query.is === "field" && query.path === path && query.test.is === "range";
  return replaceConditions(text, isRange, range.from || range.to ? query : undefined);
}

/** Asks for rows that have a field, or for those that lack it; once more, for neither. */
export function setPresence(text: string, path: string, isPresent: boolean): string {
  const present: Query = { is: "field", path, test: { is: "present" } };
  const wanted: Query = isPresent ? present : { is: "not", part: present };
  const { conditions } = readText(text);
  const isSame = (one: Query, other: Query) => printQuery(one) === printQuery(other);
  const isSet = conditions.some(({ query }) => isSame(query, wanted));
  const isPresence = ({ query }: Condition) => isSame(query.is === "not" ? query.part : query, present);
  return replaceConditions(text, isPresence, isSet ? undefined : wanted);
}

/** Sets the text that lines must say, in place of those that they must say; an empty one goes. */
export function setText(text: string, said: string): string {
  return replaceConditions(
    text,
    ({ query }) => query.is === "text",
    said === "" ? undefined : { is: "text", text: said },
  );
}

/** Removes one of the conditions of `parseQuery`. */
export function removeCondition(text: string, index: number): string {
  const { source, conditions } = readText(text);
  return cut(source, conditions, index);
}

/** Adds a condition at the end. */
export function addCondition(text: string, query: Query): string {
  const { source, conditions } = readText(text);
  const part = printQuery(query.is === "and" || query.is === "or" ? { is: "and", parts: [query] } : query);
  if (conditions.length === 0) return part;
  // `a OR b` needs brackets, and what ends with a backslash must be printed.
  const printed = printQuery(parseQuery(source).query);
  const texts = [source.trimEnd(), `(${source.trim()})`, printed, `(${printed})`].map((before) => `${before} ${part}`);
  const isLast = (whole: string) => {
    const { conditions: found, errors } = parseQuery(whole);
    return errors.length === 0 && found.at(-1)?.start === whole.length - part.length;
  };
  return texts.find(isLast)!;
}

/** A value as it stands behind a colon: in quotes where it would be read as something else. */
export function printValue(value: Scalar): string {
  return printTest(valueTest(value));
}

/** The conditions of a text, and the text that they stand in: where it has errors, what was understood of it. */
export function readText(text: string): { source: string; conditions: Condition[] } {
  const parsed = parseQuery(text);
  if (parsed.errors.length === 0) return { source: text, conditions: parsed.conditions };
  const source = printQuery(parsed.query);
  return { source, conditions: parseQuery(source).conditions };
}

/** The value as a test that finds it: a text is quoted where it would be read as something else. */
function valueTest(value: Scalar): FieldTest & { is: "value" } {
  const isBare = typeof value === "string" && /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(value) && !mayBeOther(value);
  return { is: "value", value: String(value), isQuoted: typeof value === "string" && !isBare };
}

/** Whether a word may stand for a number, a boolean or null, or is a keyword. */
function mayBeOther(word: string): boolean {
  return readNumber(word) !== undefined || ["true", "false", "null", "AND", "OR", "NOT"].includes(word);
}

/** Whether a test is that of a value. An unquoted 7 finds the text "7" too, but is the test of the number. */
function isValue(path: string, test: FieldTest, value: Scalar): boolean {
  if (test.is !== "value") return false;
  if (path === "timestamp") return test.value === String(value);
  if (typeof value === "string" && !test.isQuoted && mayBeOther(test.value)) return false;
  return createValueTest(path, test)(value);
}

/** The values that a condition asks for, where it asks for nothing but values of this field. */
function testsOf(query: Query, path: string): FieldTest[] | undefined {
  const parts = query.is === "or" ? query.parts : [query];
  const tests = parts.flatMap((part) => (part.is === "field" && part.path === path ? [part.test] : []));
  const areValues = tests.length === parts.length && tests.every(({ is }) => is !== "range" && is !== "present");
  return areValues ? tests : undefined;
}

function dropExclusion(text: string, path: string, value: Scalar): string {
  const { source, conditions } = readText(text);
  const excludedBy = ({ query }: Condition) => (query.is === "not" ? testsOf(query.part, path) : undefined);
  const at = conditions.findIndex((condition) => excludedBy(condition)?.some((test) => isValue(path, test, value)));
  if (at < 0) return text;
  const others = excludedBy(conditions[at]!)!.filter((test) => !isValue(path, test, value));
  return replaceTests(source, conditions, at, path, others, "-");
}

function replaceTests(
  source: string,
  conditions: Condition[],
  at: number,
  path: string,
  tests: FieldTest[],
  sign = "",
) {
  if (tests.length === 0) return cut(source, conditions, at);
  const fields = tests.map((test): Query => ({ is: "field", path, test }));
  return replace(
    source,
    conditions[at]!,
    sign + printQuery(fields.length === 1 ? fields[0]! : { is: "or", parts: fields }),
  );
}

/** Puts one condition in place of the first of some, and removes the others; without one they all go. */
function replaceConditions(text: string, isMeant: (condition: Condition) => boolean, query?: Query): string {
  const { source, conditions } = readText(text);
  const found = conditions.flatMap((condition, index) => (isMeant(condition) ? [index] : []));
  if (found.length === 0) return query ? addCondition(text, query) : text;
  const [first, ...others] = query ? found : [-1, ...found];
  const rest = others.reverse().reduce((left, index) => cut(left, parseQuery(left).conditions, index), source);
  return query ? replace(rest, parseQuery(rest).conditions[first!]!, printQuery(query)) : rest;
}

function replace(source: string, { start, end }: Condition, text: string): string {
  return source.slice(0, start) + text + source.slice(end);
}

/** Removes a condition with what joins it to the one before, or the first to the next. */
function cut(source: string, conditions: Condition[], index: number): string {
  const condition = conditions[index];
  if (condition === undefined) return source;
  if (conditions.length === 1) return "";
  if (index > 0) return source.slice(0, conditions[index - 1]!.end) + source.slice(condition.end);
  return source.slice(0, condition.start) + source.slice(conditions[1]!.start);
}
