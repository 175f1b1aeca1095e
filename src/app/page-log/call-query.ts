import type { Query } from "../../query/query.ts";
import type { ExploreScope } from "../../store/explore.ts";

/** All calls, own ones among them, that meet all of these conditions, whenever they were. */
export function callScope(parts: Query[]): ExploreScope {
  return { view: "calls", query: { is: "and", parts }, range: {}, hasOwnCalls: true };
}
