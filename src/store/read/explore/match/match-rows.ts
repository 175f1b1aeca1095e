import { createValueTest } from "../../../../query/match/create-value-test.ts";
import type { FieldTest, Query, Scalar } from "../../../../query/query.ts";
import { foldAny, foldCodes } from "../fold-columns.ts";
import type { LineHits } from "./line-hits.ts";
import { absent, codeCount, firstCode, unlisted, type LogColumn } from "../log-column.ts";
import { createMask, failAll, failAny, failNot, type Mask } from "../masks.ts";
import type { RowTable } from "../row-table.ts";
import { numberSpan } from "./number-span.ts";

/** What rows are tested with. */
export interface MatchContext {
  table: RowTable;
  /** The same log in the events view, of which the table is made. */
  lines: RowTable;
  hits: LineHits;
  signal: AbortSignal | undefined;
}

/**
 * The rows that fail a query.
 *
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function failuresOf(query: Query, context: MatchContext): Promise<Mask> {
  const { rows } = context.table;
  const { chunks } = context.lines;
  switch (query.is) {
    case "all":
      return createMask(rows);
    case "not":
      return failNot(await failuresOf(query.part, context), rows);
    case "and":
    case "or": {
      const parts: Mask[] = [];
      for (const part of query.parts) parts.push(await failuresOf(part, context));
      return query.is === "and" ? failAny(parts, rows) : failAll(parts, rows);
    }
    case "text":
      if (query.text === "") return createMask(rows);
      return failuresOfHits(await context.hits.withText(chunks, query.text, context.signal), context);
    case "regex":
      return failuresOfHits(await context.hits.withRegex(chunks, query.source, context.signal), context);
    case "field":
      return failuresOfField(query.path, query.test, context);
  }
}

/** Of a call, any line counts. */
function failuresOfHits(marks: Uint8Array, { table }: MatchContext): Mask {
  const passing = createMask(table.rows);
  if (table.index === undefined) passing.set(marks.subarray(0, table.rows));
  else foldAny(marks, passing, table.index);
  return failNot(passing, table.rows);
}

async function failuresOfField(path: string, test: FieldTest, context: MatchContext): Promise<Mask> {
  const { table } = context;
  const column = table.column(path);
  const failures = createMask(table.rows);
  if (column === undefined) return failures.fill(1, 0, table.rows);
  const passes = createValueTest(path, test);
  const verdicts = verdictsOf(column, test, passes);
  if (column.hasUnlisted && test.is !== "present") {
    const lineVerdicts = await lineVerdictsOf(path, test, passes, context);
    for (let row = 0; row < table.rows; row++) failures[row] = lineVerdicts[row] === pass ? 0 : 1;
    return failures;
  }
  const { codes } = column;
  if (column.scale === undefined || test.is === "present") {
    const fails = verdicts.map((verdict) => (verdict === pass ? 0 : 1));
    for (let row = 0; row < codes.length; row++) failures[row] = fails[codes[row]!]!;
    return failures;
  }
  const numbers = table.numbers(path);
  const span = numberSpan(path, test);
  if (span === undefined) {
    for (let row = 0; row < codes.length; row++) {
      const verdict = verdicts[codes[row]!]!;
      failures[row] = verdict === look ? (passes(numbers[row]!) ? 0 : 1) : verdict === pass ? 0 : 1;
    }
    return failures;
  }
  const { least, most } = span;
  const fails = verdicts.map((verdict) => (verdict === pass ? 0 : verdict === look ? 2 : 1));
  for (let row = 0; row < codes.length; row++) {
    const fail = fails[codes[row]!]!;
    failures[row] = fail < 2 ? fail : numbers[row]! >= least && numbers[row]! <= most ? 0 : 1;
  }
  return failures;
}

const none = 0;
const fail = 1;
const pass = 2;
/** The number, or the line, decides. */
const look = 3;

/** For each code whether it passes. */
function verdictsOf(column: LogColumn, test: FieldTest, passes: (value: Scalar) => boolean): Uint8Array {
  const { firstValue, values, sets } = column;
  const verdicts = new Uint8Array(codeCount(column));
  verdicts[absent] = none;
  verdicts[unlisted] = test.is === "present" ? pass : look;
  verdicts.fill(test.is === "present" ? pass : look, firstCode, firstValue);
  const ofValues = values.map((value) => (passes(value) ? pass : fail));
  if (sets === undefined) verdicts.set(ofValues, firstValue);
  else
    for (const [at, set] of sets.entries())
      verdicts[firstValue + at] = set.some((value) => ofValues[value] === pass) ? pass : fail;
  return verdicts;
}

/** For each row whether its value passes, where some are only in their lines. */
async function lineVerdictsOf(
  path: string,
  test: FieldTest,
  passes: (value: Scalar) => boolean,
  { table, lines, hits, signal }: MatchContext,
): Promise<Uint8Array> {
  const column = lines.column(path)!;
  const verdicts = verdictsOf(column, test, passes);
  const key = JSON.stringify([path, test]);
  const marks = await hits.withValue(lines.chunks, { path, test, passes, key }, signal);
  const numbers = column.scale && lines.numbers(path);
  const { codes } = column;
  const ofLines = new Uint8Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    const verdict = verdicts[code]!;
    const passesHere =
      verdict === pass || (code === unlisted ? marks[row] === 1 : verdict === look && passes(numbers![row]!));
    ofLines[row] = code === absent ? none : passesHere ? pass : fail;
  }
  if (table.index === undefined) return ofLines;
  const ofCalls = new Uint8Array(table.rows);
  foldCodes(path, ofLines, ofCalls, table.index);
  return ofCalls;
}
