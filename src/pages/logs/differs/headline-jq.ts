import type { Difference } from "../../../analytics/differs/difference.ts";
import type { Query } from "../../../query/query.ts";
import { jqCommand } from "../../../query/tools/jq-command.ts";
import { toJq } from "../../../query/tools/to-jq.ts";
import { clauseQuery } from "../../shared/clauses/clause-query.ts";
import { allOf } from "../../../query/conditions.ts";
import { selectedBy, type ComparedRows } from "../../shared/differs/compared-rows.ts";

/** Calls that end, of which failing ones are compared with those that end well. */
const finished: Query = {
  is: "or",
  parts: ["ok", "error"].map((value) => ({
    is: "field",
    path: "outcome",
    test: { is: "value", value, isQuoted: false },
  })),
};

/**
 * The two counts of a difference as commands of a shell with jq, over the log as *Console JSONL*: selected calls that fulfil its
 * conditions, and all that do. Undefined for calls that are slow for their kind, which no condition says.
 */
export function headlineJq({ scope, comparison }: ComparedRows, { clauses }: Difference): string | undefined {
  const selected = selectedBy(comparison);
  if (selected === undefined || comparison.is === "slow") return undefined;
  const conditions = [scope.query, ...clauses.map(clauseQuery), ...(comparison.is === "failing" ? [finished] : [])];
  return [[...conditions, selected], conditions]
    .map((parts) => jqCommand(toJq({ ...scope, query: allOf(...parts) }, "count")))
    .join("\n");
}
