import type { Query } from "../../query/query.ts";
import type { Comparison, ExploreScope } from "../../store/explore.ts";
import type { ErrorGroup } from "./error-group.ts";
import { allOf, oneOf, valueIs } from "../../query/conditions.ts";
import { ended } from "./group-conditions.ts";

/** Which calls a group is of. */
export type GroupRows = Pick<ErrorGroup, "scope" | "services" | "operations">;

/** All calls of the services and operations of a group, in its range, that ended well or failed, whatever they failed of. */
export function finishedCalls(rows: GroupRows): ExploreScope {
  return { ...rows.scope, query: allOf(kindOf(rows), ended) };
}

/** Those of them that ended well. */
export function goodCalls(rows: GroupRows): ExploreScope {
  return { ...rows.scope, query: allOf(kindOf(rows), valueIs("outcome", "ok")) };
}

/** The failures of a group beside the calls of the same services and operations that ended well. */
export function comparedWithGood(rows: GroupRows): { scope: ExploreScope; comparison: Comparison } {
  const query = oneOf([rows.scope.query, goodCalls(rows).query]);
  return { scope: { ...rows.scope, query }, comparison: { is: "failing" } };
}

function kindOf({ services, operations }: GroupRows): Query {
  const among = (path: string, values: readonly string[]): Query | undefined =>
    values.length === 0 ? undefined : oneOf(values.map((value) => valueIs(path, value)));
  return allOf(among("service", services), among("operation", operations));
}
