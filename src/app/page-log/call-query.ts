import type { Query } from "../../query/query.ts";
import type { ExploreScope } from "../../store/explore.ts";

/** The condition that a field has exactly this value. */
export function isValue(path: string, value: string): Query {
  return { is: "field", path, test: { is: "value", value, isQuoted: true } };
}

/** All calls, own ones among them, that meet all of these conditions, whenever they were. */
export function callScope(parts: Query[]): ExploreScope {
  return { view: "calls", query: { is: "and", parts }, range: {}, hasOwnCalls: true };
}
