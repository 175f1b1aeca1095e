import { valueIs } from "../../query/conditions.ts";
import { callScope } from "../page-log/call-query.ts";
import type { LogSource } from "../page-log/log-source.ts";
import type { ExploreRow } from "../../store/explore.ts";

/** Replays of a call that are read; of more, the newest. */
const mostReplays = 50;

/** Reads a call by its request ID, its lines folded into one event; undefined where the log has none. */
export async function readCall(
  source: Pick<LogSource, "exploreRows">,
  requestId: string,
  signal?: AbortSignal,
): Promise<ExploreRow | undefined> {
  const order = { by: "time", isDescending: false };
  const scope = callScope([valueIs("request_id", requestId)]);
  return (await source.exploreRows(scope, { order, at: { index: 0 }, limit: 1 }, signal)).rows[0];
}

/** Reads the calls that were replays of a call; the oldest first. */
export async function readReplays(
  source: Pick<LogSource, "exploreRows">,
  requestId: string,
  signal?: AbortSignal,
): Promise<ExploreRow[]> {
  const scope = callScope([valueIs("request_data.replay_of", requestId)]);
  const page = { order: { by: "time", isDescending: true }, at: { index: 0 }, limit: mostReplays };
  return (await source.exploreRows(scope, page, signal)).rows.toReversed();
}
