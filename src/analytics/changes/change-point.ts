/** Rows of equal stretches of time (`wholes`), and of these those that are meant (`parts`). */
export interface CountedShare {
  parts: ArrayLike<number>;
  wholes: ArrayLike<number>;
}

/** Where a share changes for good. */
export interface ChangePoint {
  /** Index of the first stretch after it. */
  at: number;
  before: number;
  after: number;
  /** Natural logarithm of the probability that a share which stays the same looks so by chance, whatever the place. */
  lnProbability: number;
}

/** Fewest rows on both sides. */
const fewest = 20;

/**
 * Finds the place that divides shares best into those before and those after it, by the G statistic. How much the stretches of
 * either side differ among themselves is taken into account: an hour that failed, or nights unlike days, are no change for good.
 *
 * @param from first index that may be the first after the change
 * @param to last one; by default any
 * @returns undefined where there are too few rows
 */
export function findChangePoint(share: CountedShare, from = 1, to = share.wholes.length - 1): ChangePoint | undefined {
  const { parts, wholes } = share;
  const [allParts, allWholes] = [sum(parts, 0, parts.length), sum(wholes, 0, wholes.length)];
  let best: { at: number; strength: number } | undefined;
  let tried = 0;
  let [part, whole] = [sum(parts, 0, from), sum(wholes, 0, from)];
  for (let at = from; at <= to; at++) {
    if (whole >= fewest && allWholes - whole >= fewest && wholes[at]! > 0) {
      tried++;
      const strength = strengthOf(part, whole, allParts - part, allWholes - whole);
      if (best === undefined || strength > best.strength) best = { at, strength };
    }
    part += parts[at]!;
    whole += wholes[at]!;
  }
  if (best === undefined) return undefined;
  const { at, strength } = best;
  const before = sum(parts, 0, at) / sum(wholes, 0, at);
  const after = sum(parts, at, parts.length) / sum(wholes, at, wholes.length);
  const scaled = strength / spread(share, at, before, after);
  return { at, before, after, lnProbability: Math.min(0, lnChance(scaled) + Math.log(tried)) };
}

/** G of two shares, each rows that are meant out of all: twice the log-likelihood ratio. */
export function strengthOf(part: number, whole: number, otherPart: number, otherWhole: number): number {
  const ln = (part: number, whole: number) => xLogX(part) + xLogX(whole - part) - xLogX(whole);
  return Math.max(0, 2 * (ln(part, whole) + ln(otherPart, otherWhole) - ln(part + otherPart, whole + otherWhole)));
}

const xLogX = (x: number) => (x > 0 ? x * Math.log(x) : 0);

/** How many stretches are looked at together: those that follow one another may be alike, as the hours of a night are. */
const togethers = [1, 2, 4, 8, 12];
/** Fewest degrees of freedom that say how much stretches differ. */
const fewestDegrees = 5;

/** How many times more than by chance the stretches of either side differ among themselves, at least 1. */
function spread(share: CountedShare, at: number, before: number, after: number): number {
  return Math.max(1, ...togethers.map((together) => spreadOf(share, at, before, after, together)));
}

/** The same of so many stretches together: Pearson's chi-squared for each degree of freedom; 0 where there are too few. */
function spreadOf({ parts, wholes }: CountedShare, at: number, before: number, after: number, together: number) {
  let [squares, degrees] = [0, -2];
  let [part, whole, expected, length] = [0, 0, 0, 0];
  for (let index = 0; index < wholes.length; index++) {
    const share = index < at ? before : after;
    part += parts[index]!;
    whole += wholes[index]!;
    expected += wholes[index]! * share * (1 - share);
    length++;
    // Stretches with very few are looked at together with the next ones, too.
    if ((expected < 2 || length < together) && index !== at - 1) continue;
    if (expected > 0) {
      squares += (part - whole * share) ** 2 / expected;
      degrees++;
    }
    [part, whole, expected, length] = [0, 0, 0, 0];
  }
  return degrees >= fewestDegrees || (together === 1 && degrees > 0) ? squares / degrees : 0;
}

/** Natural logarithm of the probability that chi-squared of one degree is larger; 0 below 1, where nothing is certain anyway. */
export function lnChance(chiSquared: number): number {
  const z = Math.sqrt(chiSquared);
  // Mills' ratio by a continued fraction.
  let ratio = z;
  for (let term = 30; term >= 1; term--) ratio = z + term / ratio;
  return z < 1 ? 0 : -chiSquared / 2 - Math.log(ratio) + Math.log(2 / Math.sqrt(2 * Math.PI));
}

function sum(numbers: ArrayLike<number>, from: number, to: number): number {
  let total = 0;
  for (let index = from; index < to; index++) total += numbers[index]!;
  return total;
}
