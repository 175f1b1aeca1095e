import type { ExploreAnswer } from "../../store/explore.ts";

/** Whether a log has lines, and none of them is of a call. */
export function isWithoutCalls({ outOf, ownHidden, position }: ExploreAnswer): boolean {
  return position > 0 && outOf + ownHidden === 0;
}
