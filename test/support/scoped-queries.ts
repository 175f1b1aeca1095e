import fc from "fast-check";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { fieldValues } from "../../src/query/match/field-values.ts";
import { printQuery } from "../../src/query/print-query.ts";
import type { Scalar } from "../../src/query/query.ts";
import { resolveTimes } from "../../src/query/resolve-times.ts";
import { namesSentences, type QueryScope } from "../../src/query/match/query-scope.ts";
import { matching, naiveRows, type NaiveRow } from "./naive-explorer.ts";
import { randomQueries } from "./random-queries.ts";

/** Prepares the simple reading of a log: the rows of a scope. */
export function createSimpleReading(log: string, view: QueryScope["view"]): (scope: QueryScope) => NaiveRow[] {
  // Only a query that names the sentences of an import has other rows.
  const sentences = {
    is: "field",
    path: "event",
    test: { is: "value", value: "imported_sentence", isQuoted: true },
  } as const;
  const usual = naiveRows(log, view, { is: "all" });
  const all = naiveRows(log, view, sentences);
  return (scope) => matching(namesSentences(scope.query) ? all : usual, scope);
}

/** Random scopes over a log: queries for values that it has, and for some that it has not. The same seed gives the same ones. */
export function scopedQueries(
  events: LogEvent[],
  view: QueryScope["view"],
  { count, seed }: { count: number; seed: number },
): (QueryScope & { text: string })[] {
  const values = new Map<string, Set<Scalar>>();
  for (const event of events) {
    for (const [path, value] of fieldValues({ ...event })) {
      const known = values.get(path) ?? new Set();
      if (known.size < 12) values.set(path, known.add(value));
    }
  }
  const fields = [...values].map(([path, known]) => ({ path, values: [...known] }));
  const often = fields.filter(({ path }) => ["level", "outcome", "error_group", "service", "timestamp"].includes(path));
  const texts = ["ФАЙЛА", "said no", '"quoted" text', "text\n", "voice 1", "nowhere", '"rate":null', "level", "конца"];
  const all = [...fields, ...often, ...often, { path: "nothing.here", values: ["a", 1] }];
  const timeOf = ({ timestamp }: LogEvent) => Date.parse(timestamp);
  const [firstMs, lastMs] = [timeOf(events[0]!), timeOf(events.at(-1)!)];
  const time = fc.option(fc.integer({ min: firstMs, max: lastMs }), { nil: undefined, freq: 1 });
  const scopes = fc.record({ query: randomQueries(all, texts), fromMs: time, toMs: time, hasOwnCalls: fc.boolean() });
  return fc.sample(scopes, { numRuns: count, seed }).map(({ query, fromMs, toMs, hasOwnCalls }) => ({
    view,
    query: resolveTimes(query, { nowMs: lastMs, zone: "utc" }),
    range: { ...(fromMs !== undefined && { fromMs }), ...(toMs !== undefined && { toMs }) },
    hasOwnCalls,
    text: printQuery(query),
  }));
}
