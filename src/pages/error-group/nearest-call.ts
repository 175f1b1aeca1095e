import type { LogEvent } from "../../logging/log-event.ts";
import type { Scalar } from "../../query/query.ts";
import type { ExploreRow } from "../../store/explore.ts";

/** What names a call, so that two never have the same. */
const names = /(^|[._])(workflow_id|task_id|replay_of|archived_request_id)$/;

/** What a call asked for: the values below `request_data` by their paths, a list as its JSON. */
export function requestFields({ request_data = {} }: Pick<LogEvent, "request_data">): Map<string, Scalar> {
  return new Map([...leavesOf(request_data, "request_data")].filter(([path]) => !names.test(path)));
}

/** The values below an object by their paths; a list is one value, its JSON. */
export function* leavesOf(value: Record<string, unknown>, path: string): Generator<[path: string, value: Scalar]> {
  for (const [key, inner] of Object.entries(value)) {
    const below = `${path}.${key}`;
    if (Array.isArray(inner)) yield [below, JSON.stringify(inner)];
    else if (typeof inner === "object" && inner !== null) yield* leavesOf(inner as Record<string, unknown>, below);
    else yield [below, inner as Scalar];
  }
}

/**
 * The call that is most like a failed one: the one that differs in the fewest fields of what was asked, and of several the one
 * nearest in time. Undefined where there is none.
 */
export function nearestCall(failed: ExploreRow, candidates: readonly ExploreRow[]): ExploreRow | undefined {
  const wanted = requestFields(failed.event);
  const ranked = candidates.map((row) => ({
    row,
    differing: differingFields(wanted, requestFields(row.event)),
    apartMs: Math.abs(row.timeMs - failed.timeMs),
  }));
  ranked.sort((a, b) => a.differing - b.differing || a.apartMs - b.apartMs);
  return ranked[0]?.row;
}

function differingFields(one: Map<string, Scalar>, other: Map<string, Scalar>): number {
  return [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path)).length;
}
