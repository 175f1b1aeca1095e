import type { Chance } from "./chance.ts";
import type { CellCounts, GroupCounts } from "./row-counter.ts";

/** The run of cells that differs most, with its rows. */
export interface BestRun {
  from: number;
  to: number;
  matching: GroupCounts;
  strength: number;
}

/** A bound that adds less than this is left open: the 95 % quantile of chi-squared, which G follows by chance. */
const worthOfBound = 3.84;

/**
 * Finds the neighbouring cells that the selected rows are in more often than the others, by the largest strength. A bound that
 * says hardly more is left open, at the first or at the last cell. All cells together are no run.
 *
 * @param at index of the first cell in the counts
 * @param length number of cells; n (n + 1) / 2 runs are tried
 * @param totals all rows of both groups, whether in a cell or not
 * @returns undefined where no run has more of the selected
 */
export function bestRun(
  { selected, rest }: CellCounts,
  at: number,
  length: number,
  totals: GroupCounts,
  chance: Chance,
): BestRun | undefined {
  let best: BestRun | undefined;
  let strongest = 0;
  const having = { selected: 0, rest: 0 };
  for (let from = 0; from < length; from++) {
    // A best run begins and ends with selected rows.
    if (selected[at + from] === 0) continue;
    having.selected = having.rest = 0;
    for (let to = from; to < length; to++) {
      having.selected += selected[at + to]!;
      having.rest += rest[at + to]!;
      if (selected[at + to] === 0 || having.selected * totals.rest <= having.rest * totals.selected) continue;
      if (to - from === length - 1 && length > 1) continue;
      const strength = chance.strength(having, totals);
      if (strength <= strongest) continue;
      strongest = strength;
      best = { from, to, matching: { ...having }, strength };
    }
  }
  return best && opened(best);

  function opened(run: BestRun): BestRun {
    const wider = [runOf(run.from, length - 1), runOf(0, run.to)].filter(
      ({ from, to, strength }) => to - from < length - 1 && strength > run.strength - worthOfBound,
    );
    return wider.sort((a, b) => b.strength - a.strength)[0] ?? run;
  }

  function runOf(from: number, to: number): BestRun {
    const matching = { selected: 0, rest: 0 };
    for (let cell = from; cell <= to; cell++) {
      matching.selected += selected[at + cell]!;
      matching.rest += rest[at + cell]!;
    }
    return { from, to, matching, strength: chance.strength(matching, totals) };
  }
}

/** Number of runs of so many cells. */
export function runsOf(cells: number): number {
  return (cells * (cells + 1)) / 2;
}
