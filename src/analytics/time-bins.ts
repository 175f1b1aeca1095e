/** Milliseconds of a minute: the shortest bin. */
export const minuteMs = 60_000;

/** Equal stretches of time without gaps, each of whole minutes. */
export interface TimeBins {
  /** Start of the first, in milliseconds since the epoch: a whole minute. */
  startMs: number;
  /** Length of each, in milliseconds. */
  stepMs: number;
  count: number;
}

const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Lengths that people count in. */
const stepsMs = [1, 2, 5, 10, 15, 30]
  .map((minutes) => minutes * minuteMs)
  .concat([1, 2, 3, 4, 6, 12].map((hours) => hours * hourMs))
  .concat([dayMs, 2 * dayMs, 7 * dayMs]);

/**
 * Divides a range of time into bins, as few as needed to stay within `most`.
 *
 * @param fromMs beginning of the range; of a range without one, the time of the first event, and bins begin at whole steps
 * @param toMs end of the range, exclusive
 */
export function timeBins(
  { fromMs, toMs }: { fromMs: number; toMs: number },
  most: number,
  { isAligned = false } = {},
): TimeBins {
  const firstMs = Math.floor(fromMs / minuteMs) * minuteMs;
  const start = (step: number) => (isAligned ? Math.floor(firstMs / step) * step : firstMs);
  const count = (step: number) => Math.max(1, Math.ceil((toMs - start(step)) / step));
  const stepMs =
    stepsMs.find((step) => count(step) <= most) ?? Math.ceil((toMs - firstMs) / (most - 1) / dayMs) * dayMs;
  return { startMs: start(stepMs), stepMs, count: count(stepMs) };
}
