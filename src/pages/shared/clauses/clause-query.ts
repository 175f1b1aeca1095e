import type { Clause } from "../../../analytics/differs/difference.ts";
import { addCondition, printValue } from "../../../query/edit/edit-query.ts";
import { parseQuery } from "../../../query/parse-query.ts";
import { printPath, printQuery } from "../../../query/print-query.ts";
import type { Bound, Query } from "../../../query/query.ts";

/** A condition of a difference as one of a query. Times are written in UTC. */
export function clauseQuery(clause: Clause): Query {
  const { path } = clause;
  if (clause.is === "value") return parseQuery(`${printPath(path)}:${printValue(clause.value)}`).query;
  const bound = (number: number, isInclusive: boolean): Bound => ({
    value: path === "timestamp" ? new Date(number).toISOString() : String(number),
    isInclusive,
  });
  const from = clause.from === undefined ? undefined : bound(clause.from, true);
  const to = clause.below === undefined ? undefined : bound(clause.below, false);
  return { is: "field", path, test: { is: "range", ...(from && { from }), ...(to && { to }) } };
}

/** The text of a query that asks for these too; what stands in it already is not added. */
export function withConditions(text: string, added: Query[]): string {
  return added.reduce((whole, query) => {
    const { conditions } = parseQuery(whole);
    const isThere = conditions.some((condition) => printQuery(condition.query) === printQuery(query));
    return isThere ? whole : addCondition(whole, query);
  }, text);
}
