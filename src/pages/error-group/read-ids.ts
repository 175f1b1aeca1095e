import type { Query } from "../../query/query.ts";
import type { ExploreReader, ExploreScope } from "../../store/explore.ts";
import { allOf } from "../shared/differs/compared-rows.ts";
import type { ListedIds } from "./text-to-send.ts";

/** IDs that a text names; whoever needs more gets the calls themselves. */
const mostIds = 5;

/** The newest IDs of one kind of the calls of a scope, and how many calls have one. */
export async function readIds(
  source: Pick<ExploreReader, "exploreRows">,
  scope: ExploreScope,
  path: "server_request_id" | "request_id",
  signal: AbortSignal,
): Promise<ListedIds> {
  const hasId: Query = { is: "field", path, test: { is: "present" } };
  const page = { order: { by: "time", isDescending: true }, at: { index: 0 }, limit: mostIds };
  const { rows, total } = await source.exploreRows({ ...scope, query: allOf([scope.query, hasId]) }, page, signal);
  return { some: rows.flatMap(({ event }) => event[path] ?? []), total };
}
