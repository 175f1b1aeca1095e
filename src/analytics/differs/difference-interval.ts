/** A difference of two shares, with the interval that holds the true one in 95 of 100 cases. */
export interface DifferenceInterval {
  value: number;
  low: number;
  high: number;
}

/** Quantile of the normal distribution for 95 %. */
const z = 1.959964;

/**
 * Difference of two independent shares with Newcombe's interval (his method 10, from Wilson's intervals): it holds for small
 * counts and for shares of 0 and 1 too.
 *
 * @param part of `whole` rows, which must not be 0
 */
export function differenceInterval(
  part: number,
  whole: number,
  otherPart: number,
  otherWhole: number,
): DifferenceInterval {
  const [one, other] = [part / whole, otherPart / otherWhole];
  const [low, high] = wilson(part, whole);
  const [otherLow, otherHigh] = wilson(otherPart, otherWhole);
  const value = one - other;
  return {
    value,
    low: value - Math.hypot(one - low, otherHigh - other),
    high: value + Math.hypot(high - one, other - otherLow),
  };
}

function wilson(part: number, whole: number): [number, number] {
  const share = part / whole;
  const spread = z * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole));
  const [middle, scale] = [share + (z * z) / (2 * whole), 1 + (z * z) / whole];
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)];
}
