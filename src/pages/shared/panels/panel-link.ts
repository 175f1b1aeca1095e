import type { Group, MeasureRequest } from "../../../query/measure.ts";
import type { Query } from "../../../query/query.ts";
import { logsLink } from "../../../app/links/logs-link.ts";

/**
 * The address of exactly the calls that are counted in a group of a panel; undefined where a query cannot say it: an hour of the week.
 *
 * @param groups of the divisions of the request, as far as one is meant
 */
export function panelLink(
  request: MeasureRequest,
  groups: { by?: Group | undefined; over?: Group | undefined },
  set: string,
): string | undefined {
  const parts: Query[] = [request.query];
  let range = request.range;
  for (const key of ["by", "over"] as const) {
    const [division, group] = [request[key], groups[key]];
    if (division === undefined || group === undefined || group.is === "all") continue;
    if (group.is === "hour" || group.is === "combination") return undefined;
    if (division.is === "time" && group.is === "range") {
      // The first and the last stretch begin before the range and end after it.
      const { fromMs = -Infinity, toMs = Infinity } = request.range;
      range = { fromMs: Math.max(fromMs, group.from), toMs: Math.min(toMs, group.to) };
    } else if ("path" in division) parts.push(conditionOf(division.path, group));
  }
  const { view, hasOwnCalls } = request;
  return logsLink({ set, view, query: { is: "and", parts }, range, hasOwnCalls });
}

function conditionOf(path: string, group: Group): Query {
  if (group.is === "value") {
    const { value } = group;
    return { is: "field", path, test: { is: "value", value: String(value), isQuoted: typeof value === "string" } };
  }
  if (group.is !== "range") return { is: "all" };
  const [from, to] = [group.from, group.to].map(String) as [string, string];
  const bounds = { from: { value: from, isInclusive: true }, to: { value: to, isInclusive: group.from === group.to } };
  return { is: "field", path, test: { is: "range", ...bounds } };
}
