import type { Chance } from "../differs/chance.ts";
import type { ByOperation } from "./compared-side.ts";
import type { Part, Turn, ValueDifference } from "./log-difference.ts";
import { stratifiedChance, together, type Stratum } from "./stratified-chance.ts";

/** Rows of both logs by operation. */
export interface BothSides {
  left: ByOperation;
  right: ByOperation;
}

/** Rows with each value, and all that could have one. */
export interface ValuesOfBoth {
  values: ReadonlyMap<string, BothSides>;
  all: BothSides;
}

/** What is looked for. */
interface Wanted {
  chance: Chance;
  /** Natural logarithm of the probability above which something may be a coincidence. */
  lnLimit: number;
  /** Which ones are worth a word. Default: all but small differences. */
  isWanted?: (turn: Turn) => boolean;
}

/** Odds that differ by less are not worth a word, however certain they are. */
const leastOdds = 1.5;

/**
 * Finds the values that two logs have in other shares. What was found is set aside with its rows, and the others are looked at
 * without it: where one value went away, the others have larger shares, but nothing else changed.
 */
export function findValueDifferences(
  { values, all }: ValuesOfBoth,
  { chance, lnLimit, isWanted = () => true }: Wanted,
): ValueDifference[] {
  const [rest, open] = [{ left: new Map(all.left), right: new Map(all.right) }, new Map(values)];
  const found: ValueDifference[] = [];
  for (;;) {
    let best: ValueDifference | undefined;
    for (const [key, value] of open) {
      const one = differenceOf(key, value, rest, chance);
      if (one && isWanted(one.turn) && one.lnProbability < (best?.lnProbability ?? lnLimit)) best = one;
    }
    if (best === undefined) return found;
    found.push(asCounted(best, values.get(best.key)!, all));
    for (const side of ["left", "right"] as const)
      for (const [operation, count] of open.get(best.key)![side])
        rest[side].set(operation, (rest[side].get(operation) ?? 0) - count);
    open.delete(best.key);
  }
}

/** A difference with its shares of all rows, unless it is one only without what was set aside. */
function asCounted(found: ValueDifference, value: BothSides, all: BothSides): ValueDifference {
  const strata = strataOf(value, all).filter(({ operation }) => found.operations.includes(operation));
  const { left, right } = together(strata.map(({ stratum }) => stratum));
  return turnOf(left, right) === found.turn ? { ...found, left, right } : found;
}

/** Values that are common enough to be told from chance at all: what a limit is corrected for. */
export function countTestable({ values, all }: ValuesOfBoth): number {
  const isTestable = (value: BothSides) => {
    const { left, right } = together(strataOf(value, all).map(({ stratum }) => stratum));
    return left.count + right.count >= fewest;
  };
  return [...values.values()].filter(isTestable).length;
}

/** Fewer rows of both logs prove nothing. */
const fewest = 3;

function differenceOf(key: string, value: BothSides, all: BothSides, chance: Chance): ValueDifference | undefined {
  const found = strataOf(value, all);
  if (found.length === 0) return undefined;
  const strata = found.map(({ stratum }) => stratum);
  const { left, right } = together(strata);
  if (left.count + right.count < fewest || oddsRatio(left, right) < leastOdds) return undefined;
  const operations = found.map(({ operation }) => operation);
  return { key, turn: turnOf(left, right), left, right, operations, lnProbability: stratifiedChance(strata, chance) };
}

function turnOf(left: Part, right: Part): Turn {
  if (left.count === 0) return "new";
  if (right.count === 0) return "gone";
  return right.count / right.of > left.count / left.of ? "more" : "less";
}

/** The operations that both logs have, and one of them with the value. */
function strataOf(value: BothSides, all: BothSides): { operation: string; stratum: Stratum }[] {
  const operations = new Set([...value.left.keys(), ...value.right.keys()]);
  return [...operations].flatMap((operation) => {
    const part = (side: "left" | "right") => ({
      count: value[side].get(operation) ?? 0,
      of: all[side].get(operation) ?? 0,
    });
    const stratum = { left: part("left"), right: part("right") };
    return stratum.left.of > 0 && stratum.right.of > 0 ? [{ operation, stratum }] : [];
  });
}

function oddsRatio(left: Part, right: Part): number {
  const ratio = (left.count * (right.of - right.count)) / (right.count * (left.of - left.count));
  return Number.isNaN(ratio) ? 1 : Math.max(ratio, 1 / ratio);
}
