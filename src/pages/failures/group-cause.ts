import type { Diagnosis } from "../../diagnosis/diagnose.ts";
import type { ExploreScope } from "../../store/explore.ts";
import type { LogReader } from "../../store/log-store.ts";
import { findCause } from "./find-cause.ts";

/** Calls of a group whose causes are looked for; each reads the lines around it. */
const mostCalls = 5;

/** The cause that most of those calls of a group have that were looked at. */
export interface GroupCause {
  /** Of the newest call with this cause; undefined where most of the calls that were looked at have none. */
  diagnosis: Diagnosis | undefined;
  /** That call. */
  requestId: string | undefined;
  /** Calls that were looked at, and those of them with this cause. */
  looked: number;
  agree: number;
}

/**
 * Finds the cause of a group of failed calls by a few of them, from its newest to its oldest.
 *
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function findGroupCause(
  source: Pick<LogReader, "query" | "exploreRows">,
  scope: ExploreScope,
  count: number,
  signal: AbortSignal,
): Promise<GroupCause> {
  const places = Math.min(mostCalls, count);
  const found: { diagnosis: Diagnosis | undefined; requestId: string | undefined }[] = [];
  for (let at = 0; at < places; at++) {
    const index = places === 1 ? 0 : Math.round((at * (count - 1)) / (places - 1));
    const page = { order: { by: "time", isDescending: true }, at: { index }, limit: 1 };
    const [row] = (await source.exploreRows(scope, page, signal)).rows;
    signal.throwIfAborted();
    if (row) found.push({ diagnosis: await findCause(source, row.event), requestId: row.event.request_id });
  }
  const causes = [...Map.groupBy(found, ({ diagnosis }) => diagnosis?.cause).values()];
  const [most = []] = causes.toSorted((a, b) => b.length - a.length);
  return {
    diagnosis: most[0]?.diagnosis,
    requestId: most[0]?.requestId,
    looked: found.length,
    agree: most.length,
  };
}
