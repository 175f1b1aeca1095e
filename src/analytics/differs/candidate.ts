import { sumRun, type CellRun, type GroupCounts, type RowCounter } from "./row-counter.ts";

/** One to three runs of cells that hold together, with their rows. */
export interface Candidate {
  runs: CellRun[];
  matching: GroupCounts;
  strength: number;
  /** Before any correction. Of several runs: that each of them adds to the others, too. */
  lnProbability: number;
}

/** Fewest selected rows that a pair is made for: fewer are no finding, whatever they have in common. */
export const fewestSelected = 3;

/** Rows that are in all of the runs. */
export function countRuns(counter: RowCounter, runs: readonly CellRun[]): GroupCounts {
  const last = runs.at(-1)!;
  return sumRun(counter.countCells(last.field, runs.slice(0, -1), last.isFine), last.from, last.to);
}
