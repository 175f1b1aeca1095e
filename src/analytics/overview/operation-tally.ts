import type { CallKind, CallRollups, CallRun } from "../call-rollups.ts";
import { createDurationBins, copyDurations, type DurationBins, type StoredDurations } from "./duration-bins.ts";
import type { CountSeries } from "./overview.ts";

/** Counts the calls of one operation by bin. */
export interface OperationTally {
  /** @param binOf bin of each code of a minute; `most` for 0 */
  add(run: CallRun, rollups: CallRollups, binOf: ArrayLike<number>): void;
  counts: CallCounts;
  columns: CountSeries;
  /** Durations by bin; the last bin is for those without a time. */
  durations(): DurationBins;
}

/** What an operation was counted to, for a database. */
export interface StoredOperation {
  counts: CallCounts;
  columns: CountSeries;
  durations: StoredDurations;
}

export interface CallCounts {
  calls: number;
  successes: number;
  errors: number;
  cancelled: number;
}

export const countNames = ["calls", "successes", "errors", "cancelled"] as const;
/** What the events of a kind are counted as. */
const countOf: Record<Exclude<CallKind, "line">, keyof CallCounts> = {
  start: "calls",
  success: "successes",
  error: "errors",
  cancelled: "cancelled",
};

/** @param most of bins that the counts have room for */
export function createOperationTally(most: number, stored?: StoredOperation): OperationTally {
  const column = () => new Float64Array(most + 1);
  const columns = stored?.columns ?? { calls: column(), successes: column(), errors: column(), cancelled: column() };
  const counts: CallCounts = stored?.counts ?? { calls: 0, successes: 0, errors: 0, cancelled: 0 };
  const durations = createDurationBins(most, stored?.durations);

  return {
    counts,
    columns,
    add(run, rollups, binOf) {
      if (run.kind === "line") return;
      const name = countOf[run.kind];
      counts[name] += run.count;
      if (run.isTimed) durations.add(run, rollups, binOf, columns[name]);
      else countInto(columns[name], run, rollups, binOf);
    },
    durations: durations.bins,
  };
}

/** A copy of what an operation was counted to. */
export function copyOperation({ counts, columns, durations }: OperationTally): StoredOperation {
  return { counts: { ...counts }, columns: structuredClone(columns), durations: copyDurations(durations()) };
}

/** Adds the number of events of a run to their bins. */
export function countInto(
  bins: Float64Array,
  { from, length, isTimed }: CallRun,
  { timed, counted }: CallRollups,
  binOf: ArrayLike<number>,
): void {
  const { minutes } = isTimed ? timed : counted;
  const { counts } = counted;
  if (isTimed) for (let at = from; at < from + length; at++) bins[binOf[minutes[at]!]!]!++;
  else for (let at = from; at < from + length; at++) bins[binOf[minutes[at]!]!]! += counts[at]!;
}
