import type { TimeRange } from "../../analytics/call-rollups.ts";
import { minuteMs } from "../../analytics/time-bins.ts";
import type { ChosenRange } from "../shared/range-picker/chosen-range.ts";

/** What is asked for, and the range of the same length before it, which it is compared with. */
export interface RequestedRange {
  range: TimeRange;
  /** Absent where the whole beginning of the log is asked for. */
  before?: Required<TimeRange>;
}

/**
 * The range to ask the log for. A relative one is of whole minutes: those are answered fastest, and stay the same for a minute.
 *
 * @param endMs now, or the end of a log that does not grow
 */
export function requestedRange(chosen: ChosenRange, endMs: number): RequestedRange {
  const end = Math.ceil(endMs / minuteMs) * minuteMs;
  const range = "lastMs" in chosen ? { fromMs: end - chosen.lastMs, toMs: end } : chosen;
  const { fromMs, toMs = end } = range;
  if (fromMs === undefined || toMs <= fromMs) return { range };
  return { range, before: { fromMs: fromMs - (toMs - fromMs), toMs: fromMs } };
}

/** Which share of a range a log covers that begins at a moment, from 0 to 1. */
export function coverage({ fromMs, toMs }: Required<TimeRange>, firstMs: number): number {
  return Math.min(1, Math.max(0, (toMs - firstMs) / (toMs - fromMs)));
}
