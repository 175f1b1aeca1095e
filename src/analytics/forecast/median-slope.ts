import { median } from "./median.ts";

/**
 * Growth from one number to the next: the median of the slopes between all pairs (Theil and Sen), so that a few strange days
 * do not turn it. NaN is a number that is not there.
 *
 * @param every only pairs this far apart, or a multiple of it, are compared: with 7, Mondays with Mondays
 */
export function medianSlope(values: ArrayLike<number>, every = 1): number {
  const slopes: number[] = [];
  for (let gap = every; gap < values.length; gap += every) {
    for (let at = gap; at < values.length; at++) {
      const slope = (values[at]! - values[at - gap]!) / gap;
      if (!Number.isNaN(slope)) slopes.push(slope);
    }
  }
  return slopes.length === 0 ? 0 : median(slopes);
}
