import { printValue } from "../../query/edit-query.ts";
import { parseQuery } from "../../query/parse-query.ts";
import type { Query } from "../../query/query.ts";
import type { ExploreScope } from "../../store/explore.ts";
import { allOf, type ComparedRows } from "../shared/differs/compared-rows.ts";

/** Which calls a group is of, and among which it stands. */
export interface GroupRows {
  scope: ExploreScope;
  service?: string | undefined;
  operation?: string | undefined;
}

/** The calls of the service and operation of a group, of all times, as far as both are known. */
export function callsOfKind({ service, operation }: GroupRows): Query {
  const parts = Object.entries({ service, operation }).flatMap(([path, value]) =>
    value === undefined ? [] : [parseQuery(`${path}:${printValue(value)}`).query],
  );
  return allOf(parts);
}

/** All calls of that kind that ended well or failed, whatever they failed of. */
export function finishedCalls(rows: GroupRows): ExploreScope {
  const query = allOf([callsOfKind(rows), parseQuery("outcome:(ok OR error)").query]);
  return { view: "calls", query, range: {}, hasOwnCalls: rows.scope.hasOwnCalls };
}

/** Those of them that ended well. */
export function goodCalls(rows: GroupRows): ExploreScope {
  return { ...finishedCalls(rows), query: allOf([callsOfKind(rows), parseQuery("outcome:ok").query]) };
}

/** The failures of a group beside the calls of the same kind that ended well, of all times: so that a time may be what differs. */
export function comparedWithGood(rows: GroupRows): ComparedRows {
  const either: Query = { is: "or", parts: [groupQuery(rows.scope), goodCalls(rows).query] };
  return { scope: { ...goodCalls(rows), query: either }, comparison: { is: "failing" } };
}

/** The query of a group with its range as a condition on time. */
export function groupQuery({ query, range: { fromMs, toMs } }: ExploreScope): Query {
  const bound = (timeMs: number, isInclusive: boolean) => ({
    value: new Date(Math.ceil(timeMs)).toISOString(),
    isInclusive,
  });
  if (fromMs === undefined && toMs === undefined) return query;
  const from = fromMs === undefined ? {} : { from: bound(fromMs, true) };
  const to = toMs === undefined ? {} : { to: bound(toMs, false) };
  return allOf([query, { is: "field", path: "timestamp", test: { is: "range", ...from, ...to } }]);
}
