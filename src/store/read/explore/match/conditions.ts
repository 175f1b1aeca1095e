import { leavesOf } from "../../../../query/match/query-scope.ts";
import type { Query } from "../../../../query/query.ts";

/** The conditions of a query: the parts of its outermost `and`. */
export function conditionsOf(query: Query): Query[] {
  if (query.is === "all") return [];
  return query.is === "and" ? query.parts : [query];
}

/** The field that a condition is about, where it is about nothing else. */
export function onlyField(condition: Query): string | undefined {
  const paths = new Set<string | undefined>();
  for (const leaf of leavesOf(condition)) paths.add(leaf.is === "field" ? leaf.path : undefined);
  const [path, ...others] = paths;
  return others.length === 0 ? path : undefined;
}
