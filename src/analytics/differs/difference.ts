import type { DifferenceInterval } from "./difference-interval.ts";
import type { Cell, CellRun, GroupCounts, GroupMedians } from "./row-counter.ts";

/** One condition of a difference: a value of a field, or a range of its numbers. */
export type Clause = { path: string } & Cell;

/** Something that the selected rows have more often, or less often, than the rest. All counts are exact. */
export interface Difference {
  /** Holding together; of a pair neither says as much by itself. */
  clauses: Clause[];
  runs: CellRun[];
  /** Rows that fulfil them. */
  matching: GroupCounts;
  /** Rows that do not. */
  others: GroupCounts;
  /** Of the share of the selected that fulfil them minus that of the rest. */
  difference: DifferenceInterval;
  /** The G statistic, by which differences are ranked. */
  strength: number;
  /** Probability, after Holm's correction over everything tried, that it is a coincidence; 0 below 1e-300. */
  chance: number;
  /** Fewer than 30 rows fulfil them, or fewer than 10 selected ones. */
  isFew: boolean;
  /** Index of the difference outside of which this one vanishes, with what is left there. */
  explained?: { by: number; outside: { matching: GroupCounts; others: GroupCounts } };
  /** Of each field in it that enters as a range of numbers. */
  medians: ({ path: string } & GroupMedians)[];
  /** Other conditions that the very same rows fulfil. */
  same: Clause[];
}

/** What differs between the selected rows and the rest. */
export interface Differences {
  totals: GroupCounts;
  /** Differences that are no coincidence, strongest first. */
  findings: Difference[];
  /** The strongest of every other field that may be a coincidence, strongest first. */
  perhaps: Difference[];
  /** Values, ranges and their pairs that were tried: what the correction is for. */
  tried: number;
  fields: number;
}

/** Share of the matching rows that are selected, such as "failed when so"; NaN without rows. */
export const shareSelected = ({ selected, rest }: GroupCounts): number => selected / (selected + rest);

/** Rows of `all` that are not among `some`. */
export function without(all: GroupCounts, some: GroupCounts): GroupCounts {
  return { selected: all.selected - some.selected, rest: all.rest - some.rest };
}
