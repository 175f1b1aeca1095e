import type { Query } from "../../query/query.ts";
import type { ExploreReader, ExploreScope } from "../../store/explore.ts";
import { allOf } from "../../query/conditions.ts";
import type { ListedIds } from "./text-to-send.ts";

/** IDs that a text names; whoever needs more gets the calls themselves. */
const mostIds = 3;

/** What the newest calls of a group say of all of them. */
export interface NewestCalls {
  /** The words of the newest failure, as they came. */
  message: string;
  /** The address that all of them called, without the method; absent where there are several. */
  endpoint?: string;
  serverIds: ListedIds;
  requestIds: ListedIds;
}

/** Reads what a text about a group names. @throws DOMException `AbortError` when the signal aborts */
export async function readNewest(
  source: Pick<ExploreReader, "exploreRows" | "fieldValues">,
  scope: ExploreScope,
  signal: AbortSignal,
): Promise<NewestCalls> {
  const newest = { order: { by: "time", isDescending: true }, at: { index: 0 }, limit: mostIds };
  const idsOf = async (path: "server_request_id" | "request_id"): Promise<ListedIds> => {
    const hasId: Query = { is: "field", path, test: { is: "present" } };
    const query = allOf(scope.query, hasId);
    const { rows, total } = await source.exploreRows({ ...scope, query }, newest, signal);
    return { some: rows.flatMap(({ event }) => event[path] ?? []), total };
  };
  const { rows } = await source.exploreRows(scope, { ...newest, limit: 1 }, signal);
  const { values, distinct } = await source.fieldValues(scope, "endpoint", { limit: 20 }, signal);
  const origins = new Set(values.map(({ value }) => originOf(String(value))));
  const [origin] = origins;
  const { error, message = "" } = rows[0]?.event ?? {};
  return {
    message: error?.error_message ?? message,
    ...(origin !== undefined && origins.size === 1 && distinct <= values.length && { endpoint: origin }),
    serverIds: await idsOf("server_request_id"),
    requestIds: await idsOf("request_id"),
  };
}

/** The methods of a service have endpoints of their own. */
function originOf(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).origin : endpoint;
}
