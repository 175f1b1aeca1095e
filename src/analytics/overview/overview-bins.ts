import type { TimeRange } from "../call-rollups.ts";
import { minuteMs, timeBins, type TimeBins } from "../time-bins.ts";

/** Most bins of an overview. */
export const mostBins = 96;

/**
 * The bins of an overview.
 *
 * @param firstMs time of the first event of the log, in milliseconds since the epoch
 * @param lastMs time of the last one; before `firstMs` where no event has a time
 */
export function overviewBins({ fromMs, toMs }: TimeRange, { firstMs, lastMs }: LogSpan): TimeBins {
  const [first, last] = firstMs <= lastMs ? [firstMs, lastMs] : [0, 0];
  const start = fromMs ?? first;
  const range = { fromMs: start, toMs: toMs ?? Math.max(last + 1, start + minuteMs) };
  return timeBins(range, mostBins, { isAligned: fromMs === undefined });
}

/** Whether two begin alike and are equally long, so that what was counted into one can be counted into the other. */
export function isSameBins(one: Omit<TimeBins, "count">, other: Omit<TimeBins, "count">): boolean {
  return one.startMs === other.startMs && one.stepMs === other.stepMs;
}

/** Time of the first and the last event of a log. */
export interface LogSpan {
  firstMs: number;
  lastMs: number;
}
