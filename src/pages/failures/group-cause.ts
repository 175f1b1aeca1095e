import type { Diagnosis } from "../../diagnosis/diagnose.ts";
import type { ExploreScope } from "../../store/explore.ts";
import type { LogReader } from "../../store/log-store.ts";
import { findCause } from "./find-cause.ts";

/** The cause of a group of failed calls, by a few of them. */
export interface GroupCause {
  diagnosis: Diagnosis;
  /** Calls that were looked at, and those of them with this cause. */
  looked: number;
  agree: number;
  /** The request id of the call that is shown as evidence. */
  requestId?: string;
}

/** A call that was looked at, and its cause as far as there is one. */
export interface LookedCall {
  diagnosis: Diagnosis | undefined;
  requestId: string | undefined;
}

/**
 * Diagnoses calls of a group. @param places indexes in their order of time
 *
 * @throws whatever the log throws
 */
export async function lookAtCalls(
  source: Pick<LogReader, "query" | "exploreRows">,
  scope: ExploreScope,
  places: readonly number[],
  signal: AbortSignal,
): Promise<LookedCall[]> {
  const looked: LookedCall[] = [];
  for (const index of places) {
    const page = { order: { by: "time", isDescending: false }, at: { index }, limit: 1 };
    const [row] = (await source.exploreRows(scope, page, signal)).rows;
    if (row === undefined) continue;
    looked.push({ diagnosis: await findCause(source, row.event), requestId: row.event.request_id });
  }
  return looked;
}

/** The cause that most of the calls have that were looked at, shown by the first of these; undefined where most have none. */
export function mostFrequentCause(looked: readonly LookedCall[]): GroupCause | undefined {
  const [most = []] = [...Map.groupBy(looked, ({ diagnosis }) => diagnosis?.cause).values()].sort(
    (one, other) => other.length - one.length,
  );
  const [first] = most;
  if (first?.diagnosis === undefined) return undefined;
  const { diagnosis, requestId } = first;
  return { diagnosis, looked: looked.length, agree: most.length, ...(requestId !== undefined && { requestId }) };
}
