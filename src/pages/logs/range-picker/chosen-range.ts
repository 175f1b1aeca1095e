import type { TimeRange } from "../../../analytics/call-rollups.ts";

/** Ranges that end now, or at the end of an imported log, as the address names them, with their lengths in milliseconds. */
export const lastRanges = {
  "15m": 15 * 60_000,
  "1h": 3_600_000,
  "6h": 6 * 3_600_000,
  "24h": 24 * 3_600_000,
  "7d": 7 * 24 * 3_600_000,
  "30d": 30 * 24 * 3_600_000,
} as const;
export type LastRange = keyof typeof lastRanges;

/** The time that is asked for: up to the end of the log, or between two moments; without ends all of it. */
export type ChosenRange = { last: LastRange } | TimeRange;

/** Whether a text names a range that ends now. */
export function isLastRange(text: string): text is LastRange {
  return Object.hasOwn(lastRanges, text);
}

/** The range as moments. @param endMs now, or the end of a log that does not grow */
export function timeRangeOf(range: ChosenRange, endMs: number): TimeRange {
  return "last" in range ? { fromMs: endMs - lastRanges[range.last] } : range;
}
