import type { Cell } from "./row-counter.ts";

/**
 * Cuts numbers into ranges with about equally many each, at the roundest numbers that do so.
 *
 * @param sorted ascending, with or without repetitions
 * @param most number of ranges, at least 1
 * @returns ranges that follow one another, the first and the last open
 */
export function cutNumbers(sorted: ArrayLike<number>, most: number): Cell[] {
  const bounds: number[] = [];
  const quantile = (index: number) => sorted[Math.floor((index * (sorted.length - 1)) / most)]!;
  for (let index = 1; index < most; index++) {
    const bound = roundest(quantile(index - 1), quantile(index));
    if (bound > (bounds.at(-1) ?? quantile(0))) bounds.push(bound);
  }
  return cellsBetween(bounds);
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const steps = [
  ...[1, 2, 5, 10, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 20, 30].map((count) => count * minute),
  ...[1, 2, 4, 8, 24, 48, 96, 7 * 24].map((count) => count * hour),
];

/**
 * Cuts a time into equal ranges that begin at round times of UTC.
 *
 * @param fromMs milliseconds since the epoch, as `toMs`
 * @param most number of ranges, about
 */
export function cutTimes(fromMs: number, toMs: number, most: number): Cell[] {
  const wished = (toMs - fromMs) / most;
  const step = steps.find((one) => one >= wished) ?? Math.ceil(wished / (7 * 24 * hour)) * 7 * 24 * hour;
  const bounds: number[] = [];
  for (let bound = (Math.floor(fromMs / step) + 1) * step; bound <= toMs; bound += step) bounds.push(bound);
  return cellsBetween(bounds);
}

function cellsBetween(bounds: number[]): Cell[] {
  return [...bounds, undefined].map((below, index) => ({
    is: "range",
    ...(index > 0 && { from: bounds[index - 1]! }),
    ...(below !== undefined && { below }),
  }));
}

/** The number above `low` and not above `high` with the fewest digits; `high` where they are equal. */
function roundest(low: number, high: number): number {
  if (!(high > low)) return high;
  for (let exponent = Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high)))); exponent > -12; exponent--) {
    for (const step of [10 ** exponent, 5 * 10 ** (exponent - 1)]) {
      const bound = Number((Math.floor(high / step) * step).toPrecision(12));
      if (bound > low && bound <= high) return bound;
    }
  }
  return high;
}
