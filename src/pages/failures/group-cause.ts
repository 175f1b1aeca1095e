import type { Diagnosis } from "../../diagnosis/diagnose.ts";
import type { ExploreScope } from "../../store/explore.ts";
import type { LogReader } from "../../store/log-store.ts";
import { findCause } from "./find-cause.ts";

/** Calls of a group whose causes are looked for; each reads the lines around it. */
const mostCalls = 5;

/** The cause that most of the examined calls of a group have. */
export interface GroupCause {
  /** Of the newest call with this cause; undefined where none of the examined calls has one. */
  diagnosis: Diagnosis | undefined;
  /** That call. */
  requestId: string | undefined;
  /** Examined calls with this cause, of how many. */
  agreeing: number;
  examined: number;
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
  const examined = Math.min(mostCalls, count);
  const found: { diagnosis: Diagnosis | undefined; requestId: string | undefined }[] = [];
  for (let at = 0; at < examined; at++) {
    const index = examined === 1 ? 0 : Math.round((at * (count - 1)) / (examined - 1));
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
    agreeing: most.length,
    examined: found.length,
  };
}
