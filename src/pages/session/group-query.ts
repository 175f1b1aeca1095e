import { valueIs } from "../../query/conditions.ts";
import type { Query } from "../../query/query.ts";

/** What the calls of a page have in common. */
export type GroupKind = "session" | "workflow";

/** The rows of a session or of a workflow. */
export function groupQuery(kind: GroupKind, id: string): Query {
  if (kind === "session") return valueIs("session_id", id);
  // Calls have it among what was requested, lines of the workflow itself beside it.
  return { is: "or", parts: [valueIs("request_data.workflow_id", id), valueIs("data.workflow_id", id)] };
}

/** The lines that say where a workflow stands. */
export function stagesQuery(id: string): Query {
  const isStage: Query = { is: "field", path: "event", test: { is: "wildcard", pattern: "system_workflow_*" } };
  return { is: "and", parts: [valueIs("data.workflow_id", id), isStage] };
}

/** The rows of a group with some values of fields. */
export function partQuery(group: Query, values: Record<string, string>): Query {
  return { is: "and", parts: [group, ...Object.entries(values).map(([path, value]) => valueIs(path, value))] };
}
