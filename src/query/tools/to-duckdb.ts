import { patternOf, printedTest, type PrintedTest } from "./printed-test.ts";
import { isOfFirstLine } from "../match/fold-call.ts";
import type { Query } from "../query.ts";
import { leavesOf, namesSentences, type QueryScope } from "../match/query-scope.ts";
import { sqlEvent, sqlJson, sqlSaid, sqlText } from "./sql-fields.ts";
import type { ToolOutput } from "./to-jq.ts";

/**
 * The rows of a scope as a DuckDB query over a log as *Console JSONL*. As rows it gives the lines, or for each call its id with
 * its lines in order: SQL folds only the fields that are asked for.
 *
 * @param files of the log, oldest first: lines are numbered in this order
 */
export function toDuckDb(scope: QueryScope, output: ToolOutput, files: readonly string[]): string {
  const leaves = [...leavesOf(scope.query)].filter(({ is }) => is !== "all");
  const columns = new Columns(leaves);
  const lines = linesTable(columns, files);
  return scope.view === "events"
    ? eventsQuery(scope, output, lines, columns)
    : callsQuery(scope, output, lines, columns);
}

/** The columns that the conditions are asked of: fields as JSON, and what lines say as a yes or no. */
class Columns {
  /** By name: of each line, and of the lines of a call. */
  readonly ofLines = new Map<string, { line: string; call: string }>();
  private readonly names = new Map<string, string>();

  constructor(leaves: Query[]) {
    for (const leaf of leaves) this.add(leaf);
  }

  private add(leaf: Query): void {
    const key = JSON.stringify(leaf.is === "field" && leaf.path !== "level" ? leaf.path : leaf);
    const name = this.names.get(key) ?? `c${String(this.names.size + 1)}`;
    this.names.set(key, name);
    if (this.ofLines.has(name)) return;
    if (leaf.is === "field" && leaf.path !== "level") {
      const folded = isOfFirstLine(leaf.path)
        ? `first(${name} ORDER BY position)`
        : `arg_max(${name}, weight) FILTER (${name} IS NOT NULL)`;
      const call = leaf.path === "outcome" ? `coalesce(${folded}, '"unfinished"'::JSON)` : folded;
      this.ofLines.set(name, { line: sqlJson(leaf.path), call });
    } else {
      this.ofLines.set(name, { line: holds(lineTest(leaf)), call: `bool_or(${name})` });
    }
  }

  /** The condition over these columns. */
  condition(query: Query): string {
    switch (query.is) {
      case "all":
        return "true";
      case "and":
      case "or":
        if (query.parts.length === 0) return String(query.is === "and");
        return `(${query.parts.map((part) => this.condition(part)).join(` ${query.is.toUpperCase()} `)})`;
      case "not":
        return `NOT ${this.condition(query.part)}`;
      default: {
        const isField = query.is === "field" && query.path !== "level";
        const name = this.names.get(JSON.stringify(isField ? query.path : query))!;
        return isField ? holds(testOf(printedTest(query.path, query.test), name)) : name;
      }
    }
  }

  list(of: "line" | "call"): string {
    return [...this.ofLines].map(([name, column]) => `,\n    ${column[of]} AS ${name}`).join("");
  }
}

function eventsQuery(
  { query, range, hasOwnCalls }: QueryScope,
  output: ToolOutput,
  lines: string,
  columns: Columns,
): string {
  const filters = [
    ...(namesSentences(query) ? [] : [noSentences]),
    ...(hasOwnCalls ? [] : ["initiator IS DISTINCT FROM 'console'"]),
    ...timeFilter(range, "time"),
    columns.condition(query),
  ];
  const result = output === "count" ? "count(*)" : "line";
  const order = output === "count" ? "" : "\nORDER BY position";
  return `WITH ${lines}\nSELECT ${result} FROM lines\nWHERE ${filters.join("\n  AND ")}${order};`;
}

function callsQuery(
  { query, range, hasOwnCalls }: QueryScope,
  output: ToolOutput,
  lines: string,
  columns: Columns,
): string {
  const filters = [...(hasOwnCalls ? [] : ["NOT is_own"]), ...timeFilter(range, "time"), columns.condition(query)];
  const result = output === "count" ? "count(*)" : "request_id, lines";
  const order = output === "count" ? "" : "\nORDER BY position";
  return `WITH ${lines},
-- A field of the end wins, then of a later line; the time is that of the first.
weighed AS (
  SELECT *, CASE WHEN position = max(position) FILTER (${isEnd}) OVER (PARTITION BY request_id) THEN 1e18 ELSE position END AS weight
  FROM lines
  WHERE request_id IS NOT NULL AND ${noSentences}
),
calls AS (
  SELECT request_id, list(line ORDER BY position) AS lines, min(position) AS position,
    bool_or(initiator IS NOT DISTINCT FROM 'console') AS is_own, first(time ORDER BY position) AS time${columns.list("call")}
  FROM weighed GROUP BY request_id
)
SELECT ${result} FROM calls\nWHERE ${filters.join("\n  AND ")}${order};`;
}

function linesTable(columns: Columns, files: readonly string[]): string {
  return `lines AS (
  SELECT row_number() OVER () AS position, json::VARCHAR AS line,
    ${sqlEvent("timestamp")} AS time, ${sqlEvent("event")} AS event, ${sqlEvent("request_id")} AS request_id, ${sqlEvent("initiator")} AS initiator${columns.list("line")}
  FROM read_ndjson_objects([${files.map(sqlText).join(", ")}])
)`;
}

const noSentences = "event IS DISTINCT FROM 'imported_sentence'";
const isEnd = "event IN ('request_success', 'request_error', 'request_cancelled')";

function timeFilter({ fromMs, toMs }: QueryScope["range"], time: string): string[] {
  const iso = (timeMs: number) => sqlText(new Date(timeMs).toISOString());
  return [
    ...(fromMs === undefined ? [] : [`${time} >= ${iso(fromMs)}`]),
    ...(toMs === undefined ? [] : [`${time} < ${iso(toMs)}`]),
  ];
}

/** What is asked of each line by itself: its level, or what it says. */
function lineTest(leaf: Query): string {
  if (leaf.is === "field") return testOf(printedTest(leaf.path, leaf.test), sqlJson(leaf.path));
  const printed = patternOf(leaf);
  return printed ? `regexp_matches(${sqlSaid}, ${sqlText(printed.pattern)})` : "false";
}

/** An absent value fails every test. */
const holds = (test: string) => `coalesce(${test}, false)`;

/** @param json a value as JSON, NULL where it is absent */
function testOf(test: PrintedTest, json: string): string {
  switch (test.is) {
    case "always":
      return `${json} IS NOT NULL`;
    case "never":
      return "false";
    case "all":
    case "any":
      if (test.tests.length === 0) return `${json} IS NOT NULL`;
      return `(${test.tests.map((one) => holds(testOf(one, json))).join(test.is === "all" ? " AND " : " OR ")})`;
    case "pattern":
      return `regexp_matches(CASE json_type(${json}) WHEN 'NULL' THEN 'null' ELSE ${json} ->> '$' END, ${sqlText(test.pattern)})`;
    case "text":
      return `(json_type(${json}) IN ('VARCHAR', 'ARRAY') AND (${json} ->> '$') ${test.compares} ${sqlText(String(test.with))})`;
    case "number":
      return `(json_type(${json}) IN ('BIGINT', 'UBIGINT', 'DOUBLE') AND TRY_CAST(${json} ->> '$' AS DOUBLE) ${test.compares} ${String(test.with)})`;
    case "boolean":
      return `(json_type(${json}) = 'BOOLEAN' AND (${json} ->> '$') = '${String(test.value)}')`;
    case "null":
      return `json_type(${json}) = 'NULL'`;
    case "texts":
      return test.values.length === 0 ? "false" : `(${json} ->> '$') IN (${test.values.map(sqlText).join(", ")})`;
  }
}
