import type { MinutePoint } from "../../analytics/call-rollups.ts";

/** Calls and errors in equal time buckets without gaps, oldest first. */
export interface Buckets {
  /** Length of one bucket, in milliseconds. */
  stepMs: number;
  /** Starts of the buckets, in milliseconds since the epoch. */
  timesMs: number[];
  calls: number[];
  errors: number[];
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Stretches that are shown at least; the range is extended into the past for them. */
const minCount = 15;
/** Lengths that people count in. */
const stepsMs = [1, 2, 5, 10, 15, 30]
  .map((minutes) => minutes * minuteMs)
  .concat([hourMs, 2 * hourMs, 6 * hourMs, 12 * hourMs, dayMs, 7 * dayMs]);

/**
 * Merges minutes into buckets, as few as needed to stay within `maxCount`. A bucket without calls is a zero, not a gap.
 *
 * @param minutes ascending
 * @param fromMs beginning of the range
 * @param toMs end of the range, exclusive
 */
export function bucketed(minutes: MinutePoint[], fromMs: number, toMs: number, maxCount: number): Buckets {
  const spanMs = Math.max(minuteMs, toMs - fromMs);
  const stepMs = stepsMs.find((step) => spanMs / step <= maxCount) ?? Math.ceil(spanMs / maxCount / dayMs) * dayMs;
  // A few minutes of a new log would be bars as wide as the chart.
  const startMs = Math.floor(Math.min(fromMs, toMs - minCount * stepMs) / stepMs) * stepMs;
  const count = Math.max(1, Math.ceil((toMs - startMs) / stepMs));
  const timesMs = Array.from({ length: count }, (_, index) => startMs + index * stepMs);
  const calls = new Array<number>(count).fill(0);
  const errors = new Array<number>(count).fill(0);
  for (const minute of minutes) {
    const index = Math.floor((minute.minuteMs - startMs) / stepMs);
    if (index < 0 || index >= count) continue;
    calls[index]! += minute.calls;
    errors[index]! += minute.errors;
  }
  return { stepMs, timesMs, calls, errors };
}
