import { lnChance } from "../changes/change-point.ts";
import type { Chance } from "../differs/chance.ts";
import type { Part } from "./log-difference.ts";

/** The same question to one kind of rows of both logs. */
export interface Stratum {
  left: Part;
  right: Part;
}

/**
 * Natural logarithm of the probability that two logs differ at least as much by chance. Of several kinds of rows it must hold for
 * all of them together (Fisher's exact test), and within the kinds (Mantel and Haenszel): a log with more calls of another kind
 * is no other log.
 */
export function stratifiedChance(strata: readonly Stratum[], chance: Chance): number {
  const { left, right } = together(strata);
  const exact = chance.lnProbability(
    { selected: left.count, rest: right.count },
    { selected: left.of, rest: right.of },
  );
  return strata.length < 2 ? exact : Math.max(exact, mantelHaenszel(strata));
}

/** The rows of all strata. */
export function together(strata: readonly Stratum[]): Stratum {
  const sum = (part: (stratum: Stratum) => number) => strata.reduce((all, stratum) => all + part(stratum), 0);
  return {
    left: { count: sum(({ left }) => left.count), of: sum(({ left }) => left.of) },
    right: { count: sum(({ right }) => right.count), of: sum(({ right }) => right.of) },
  };
}

/** With the correction for continuity. */
function mantelHaenszel(strata: readonly Stratum[]): number {
  let [excess, variance] = [0, 0];
  for (const { left, right } of strata) {
    const [having, all] = [left.count + right.count, left.of + right.of];
    excess += left.count - (having * left.of) / all;
    if (all > 1) variance += (having * (all - having) * left.of * right.of) / (all * all * (all - 1));
  }
  return variance === 0 ? 0 : lnChance(Math.max(0, Math.abs(excess) - 0.5) ** 2 / variance);
}
