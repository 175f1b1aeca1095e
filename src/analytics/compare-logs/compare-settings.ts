import type { Chance } from "../differs/chance.ts";
import type { ComparedSetting } from "./compared-side.ts";
import { findValueDifferences } from "./find-value-differences.ts";
import type { SettingDifference } from "./log-difference.ts";
import { pairValues } from "./pair-values.ts";

/**
 * Finds settings with other values. They are no chance: it is enough that the logs have no value in common, or that only one of
 * them says that something changed. Where they share some, one has to be significantly more frequent.
 */
export function compareSettings(
  left: readonly ComparedSetting[],
  right: readonly ComparedSetting[],
  { chance, lnLimit }: { chance: Chance; lnLimit: number },
): SettingDifference[] {
  const keyOf = ({ event, path, query }: ComparedSetting) => JSON.stringify([event, path, query]);
  const [ofLeft, ofRight] = [left, right].map((settings) => new Map(settings.map((one) => [keyOf(one), one]))) as [
    Map<string, ComparedSetting>,
    Map<string, ComparedSetting>,
  ];
  const keys = new Set([...ofLeft.keys(), ...ofRight.keys()]);
  return [...keys].flatMap((key) => {
    const [one, other] = [ofLeft.get(key), ofRight.get(key)];
    const { event, path, query, isChange } = (one ?? other)!;
    const [before, after] = [one?.values ?? new Map<string, number>(), other?.values ?? new Map<string, number>()];
    const isOther =
      before.size === 0 || after.size === 0
        ? isChange
        : [...before.keys()].every((value) => !after.has(value)) || isMoreFrequent(before, after, chance, lnLimit);
    return isOther ? [{ event, path, ...(query !== undefined && { query }), left: before, right: after }] : [];
  });
}

function isMoreFrequent(
  left: ReadonlyMap<string, number>,
  right: ReadonlyMap<string, number>,
  chance: Chance,
  lnLimit: number,
): boolean {
  return findValueDifferences(pairValues(left, right), { chance, lnLimit }).length > 0;
}
