import { definitionsFor, jqPattern, jqText } from "./jq-definitions.ts";
import { patternOf, printedTest, type PrintedTest } from "./printed-test.ts";
import { patternPath } from "../messages/message-pattern.ts";
import type { Query } from "../query.ts";
import { keysOfPath, namesSentences, type QueryScope } from "../match/query-scope.ts";

/** What a program gives: the number of rows, or each row: the line, or the lines of the call folded into one. */
export type ToolOutput = "count" | "rows";

/**
 * The rows of a scope as a program for jq 1.6 or later, over a log as *Console JSONL*.
 *
 * In it a row is an array of lines, each with its text and the object that it is, first the line whose fields win.
 */
export function toJq(scope: QueryScope, output: ToolOutput): string {
  const rows = `def rows: ${jqRows(scope)};`;
  const result = output === "count" ? "[rows] | length" : "rows | reduce reverse[] as $line ({}; . * $line.event)";
  return [`# jq -cnR -f rows.jq, and the files of the log, oldest first`, ...definitionsFor(rows), rows, result].join(
    "\n",
  );
}

/** The rows of a scope as a filter of jq, each an array of lines. */
export function jqRows(scope: QueryScope): string {
  return scope.view === "events" ? eventRows(scope) : callRows(scope);
}

const readLines = "inputs | {line: ., event: (fromjson? | objects)}";
const noSentences = `select(.event.event != "imported_sentence")`;

function eventRows({ query, range, hasOwnCalls }: QueryScope): string {
  const filters = [
    ...(namesSentences(query) ? [] : [noSentences]),
    ...timeFilter(range, ".event.timestamp"),
    "[.]",
    ...rowFilters(query, hasOwnCalls, "events"),
  ];
  return `${readLines}\n  | ${filters.join("\n  | ")}`;
}

function callRows({ query, range, hasOwnCalls }: QueryScope): string {
  const filters = [
    ...timeFilter(range, ".[0].event.timestamp"),
    "by_weight",
    ...rowFilters(query, hasOwnCalls, "calls"),
  ];
  const lines = `${readLines}\n  | ${noSentences} | select(.event.request_id | type == "string")`;
  return `[${lines}]\n  | group_by(.event.request_id)[]\n  | ${filters.join("\n  | ")}`;
}

function timeFilter({ fromMs, toMs }: QueryScope["range"], time: string): string[] {
  const iso = (timeMs: number) => jqText(new Date(timeMs).toISOString());
  const tests = [
    ...(fromMs === undefined ? [] : [`. >= ${iso(fromMs)}`]),
    ...(toMs === undefined ? [] : [`. < ${iso(toMs)}`]),
  ];
  return tests.length === 0 ? [] : [`select(any(${time} | strings; ${tests.join(" and ")}))`];
}

function rowFilters(query: Query, hasOwnCalls: boolean, view: QueryScope["view"]): string[] {
  const own = hasOwnCalls ? [] : [`select(all(.[]; .event.initiator != "console"))`];
  return [...own, ...(query.is === "all" ? [] : [`select(${jqCondition(query, view)})`])];
}

/** Whether a row fulfils a query. */
export function jqCondition(query: Query, view: QueryScope["view"]): string {
  switch (query.is) {
    case "all":
      return "true";
    case "and":
    case "or":
      if (query.parts.length === 0) return String(query.is === "and");
      return `(${query.parts.map((part) => jqCondition(part, view)).join(` ${query.is} `)})`;
    case "not":
      return `(${jqCondition(query.part, view)} | not)`;
    case "text":
    case "regex": {
      const printed = patternOf(query);
      return printed ? `any(.[].line | said; test(${jqPattern(printed.pattern)}))` : "false";
    }
    case "field": {
      const { path } = query;
      const test = testOf(printedTest(path, query.test));
      const values = jqValues(path, view);
      // The level of any line counts, of all else the first value that there is.
      return path === "level" ? `any(${values}; ${test})` : `any(first(${values}); ${test})`;
    }
  }
}

/** The values that a row has of a field, first the one that counts. */
export function jqValues(path: string, view: QueryScope["view"]): string {
  if (path === "outcome") return view === "events" ? ".[].event | outcome" : `(.[].event | outcome), "unfinished"`;
  if (path === "error_group") return ".[].event | error_group";
  if (path === patternPath) return ".[].event | message_pattern";
  const ways = keysOfPath(path).map((keys) => keys.map((key) => `get(${jqText(key)})`).join(" | "));
  return `.[].event | ${ways.length === 1 ? ways[0]! : ways.map((way) => `(${way})`).join(", ")} | scalar`;
}

function testOf(test: PrintedTest): string {
  switch (test.is) {
    case "always":
      return "true";
    case "never":
      return "false";
    case "all":
    case "any":
      return test.tests.length === 0
        ? "true"
        : `(${test.tests.map(testOf).join(test.is === "all" ? " and " : " or ")})`;
    case "pattern":
      return `(text | test(${jqPattern(test.pattern)}))`;
    case "text":
    case "number": {
      const sign = test.compares === "=" ? "==" : test.compares;
      const isOfType = `type == "${test.is === "text" ? "string" : "number"}"`;
      const comparison = `. ${sign} ${JSON.stringify(test.with)}`;
      return sign === "==" ? comparison : `(${isOfType} and ${comparison})`;
    }
    case "boolean":
      return `. == ${String(test.value)}`;
    case "null":
      return ". == null";
    case "texts":
      return `IN(${test.values.length === 0 ? "empty" : test.values.map(jqText).join(", ")})`;
  }
}
