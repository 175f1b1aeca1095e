import { sumOf } from "../../analytics/compare-logs/compared-side.ts";
import type { ValueDifference } from "../../analytics/compare-logs/log-difference.ts";
import type { Query, Scalar } from "../../query/query.ts";
import { clauseQuery } from "../shared/clauses/clause-query.ts";
import { logsLink } from "../../app/links/logs-link.ts";
import { countedQueries } from "./ask-side.ts";
import { modelLists } from "./ask-settings.ts";
import type { AnsweredSide } from "./compare-page.svelte.ts";

/** Rows of one side in the explorer. @param parts conditions that all hold */
export function sideLink(side: AnsweredSide, view: "calls" | "events", ...parts: Query[]): string {
  const { set, range, hasOwnCalls } = side;
  return logsLink({ set, view, query: { is: "and", parts }, range, hasOwnCalls });
}

/** The failed calls of a group that were counted. */
export function errorLink(side: AnsweredSide, { key, operations }: ValueDifference): string {
  const all = side.counted.errors.get(key);
  return sideLink(side, "calls", countedQueries.failed, fieldIs("error_group", key), among(operations, all));
}

/** The lines of a group that belong to no call. */
export function otherErrorLink(side: AnsweredSide, { key }: ValueDifference): string {
  return sideLink(side, "events", countedQueries.otherFailed, fieldIs("error_group", key));
}

/** The calls of an operation. */
export function operationLink(side: AnsweredSide, operation: string): string {
  return sideLink(side, "calls", operationQuery(operation));
}

/** The calls whose durations were counted. */
export function durationLink(side: AnsweredSide, operation: string): string {
  return sideLink(side, "calls", operationQuery(operation), countedQueries.succeeded);
}

/** The calls that were counted for a value of a field. */
export function fieldLink(side: AnsweredSide, { path, key, operations }: ValueDifference & { path: string }): string {
  const all = side.counted.fields.get(path)?.get(key);
  return sideLink(side, "calls", fieldIs(path, JSON.parse(key) as Scalar), among(operations, all));
}

/** The events that have a value of a setting. @param setting of the list of models: what was asked for, too */
export function settingLink(
  side: AnsweredSide,
  { event, path, query }: { event: string; path: string; query?: string },
  value: string,
): string {
  const kind: Query[] = query === undefined ? [] : [fieldIs(modelLists.kindPath, query)];
  const parts = [fieldIs("event", event), fieldIs(path, JSON.parse(value) as Scalar), ...kind];
  return sideLink({ ...side, hasOwnCalls: true }, "events", ...parts);
}

/** No condition where all rows are of these operations. */
function among(operations: readonly string[], rows: ReadonlyMap<string, number> | undefined): Query {
  const isAll = rows === undefined || sumOf(rows) === operations.reduce((sum, one) => sum + (rows.get(one) ?? 0), 0);
  return isAll ? { is: "all" } : { is: "or", parts: operations.map(operationQuery) };
}

function operationQuery(operation: string): Query {
  const values = JSON.parse(operation) as (Scalar | null)[];
  const parts = ["service", "operation"].map((path, at): Query => {
    const value = values[at] ?? null;
    return value === null ? { is: "not", part: { is: "field", path, test: { is: "present" } } } : fieldIs(path, value);
  });
  return { is: "and", parts };
}

const fieldIs = (path: string, value: Scalar): Query => clauseQuery({ path, is: "value", value });
