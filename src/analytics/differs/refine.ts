import { bestRun, runsOf } from "./best-run.ts";
import type { Candidate } from "./candidate.ts";
import type { Chance } from "./chance.ts";
import { sumRun, type CellRun, type GroupCounts, type RowCounter } from "./row-counter.ts";

/** Most conditions of one difference. */
const mostRuns = 3;
/** An addition that may be a coincidence at this level, after correction for all that were tried, is none. */
const lnLevel = Math.log(0.01);

/**
 * Adds the condition that says most, as long as it says more than the difference without it, and fits the bounds of ranges
 * to one another and to the finer cells.
 *
 * @returns the difference, how many runs were tried, and the logarithm of the probability that an addition is a coincidence:
 * that of the weakest, after correction for those that were tried in its place; -Infinity without one
 */
export function refine(
  counter: RowCounter,
  from: Candidate,
  chance: Chance,
): { refined: Candidate; tried: number; lnAdded: number } {
  const { fields, totals } = counter;
  let tried = 0;
  let lnAdded = -Infinity;
  let refined = fit(from);
  while (refined.runs.length < mostRuns) {
    const longer = extend(refined);
    if (longer === undefined) break;
    refined = fit(longer);
  }
  return { refined, tried, lnAdded };

  function extend(candidate: Candidate): Candidate | undefined {
    let best: { run: CellRun; matching: GroupCounts; strength: number } | undefined;
    let runs = 0;
    fields.forEach(({ cells, isRanged }, field) => {
      if (candidate.runs.some((run) => fields[run.field]!.path === fields[field]!.path)) return;
      const counts = counter.countCells(field, candidate.runs);
      runs += isRanged ? runsOf(cells.length) : cells.length;
      const length = isRanged ? cells.length : 1;
      for (let at = 0; at < cells.length; at += length) {
        const found = bestRun(counts, at, length, totals, chance);
        if (found && found.strength > (best?.strength ?? candidate.strength))
          best = {
            run: { field, from: at + found.from, to: at + found.to },
            matching: found.matching,
            strength: found.strength,
          };
      }
    });
    tried += runs;
    if (best === undefined) return undefined;
    const { run, matching, strength } = best;
    // Among the rows without the addition, and among those with nothing but it.
    const ofAddition = sumRun(counter.countCells(run.field, []), run.from, run.to);
    const lnChance =
      Math.log(runs) +
      Math.max(chance.lnProbability(matching, candidate.matching), chance.lnProbability(matching, ofAddition));
    if (lnChance > lnLevel) return undefined;
    lnAdded = Math.max(lnAdded, lnChance);
    return { ...candidate, runs: [...candidate.runs, run], matching, strength };
  }

  /** Fits each range to the other conditions, by the finest cells that there are. */
  function fit(candidate: Candidate): Candidate {
    let fitted = candidate;
    candidate.runs.forEach(({ field }, index) => {
      const { isRanged, cells, fineCells } = fields[field]!;
      if (!isRanged) return;
      const isFine = fineCells !== undefined;
      const others = fitted.runs.filter((_, other) => other !== index);
      const { length } = fineCells ?? cells;
      const best = bestRun(counter.countCells(field, others, isFine), 0, length, totals, chance);
      tried += runsOf(length);
      if (!best || best.strength <= fitted.strength) return;
      const runs = fitted.runs.with(index, { field, from: best.from, to: best.to, ...(isFine && { isFine }) });
      fitted = { ...fitted, runs, matching: best.matching, strength: best.strength };
    });
    return fitted;
  }
}
