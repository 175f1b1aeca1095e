import { countRuns, type Candidate } from "./candidate.ts";
import { without } from "./difference.ts";
import type { CellRun, GroupCounts, RowCounter } from "./row-counter.ts";

/** What is left of a difference where others do not hold. */
export interface Outside {
  matching: GroupCounts;
  others: GroupCounts;
}

/**
 * Rows of a difference, and all other rows, that are in none of some others.
 */
export function countOutside(counter: RowCounter, runs: readonly CellRun[], some: readonly Candidate[]): Outside {
  const all = outside(counter, [], counter.totals, some);
  const matching = outside(counter, runs, countRuns(counter, runs), some);
  return { matching, others: without(all, matching) };
}

/** Inclusion and exclusion: without those that are in each of the others, those in two of them counted once. */
function outside(
  counter: RowCounter,
  runs: readonly CellRun[],
  matching: GroupCounts,
  some: readonly Candidate[],
): GroupCounts {
  let left = matching;
  some.forEach((other, index) => {
    const both = [...runs, ...other.runs];
    const shared = countRuns(counter, both);
    if (shared.selected + shared.rest === 0) return;
    left = without(left, outside(counter, both, shared, some.slice(0, index)));
  });
  return left;
}
