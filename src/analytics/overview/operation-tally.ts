import type { CallKind, CallRollups, CallRun } from "../call-rollups.ts";
import { inMillis } from "../durations.ts";
import { createDurationPool, fillPool, type DurationPool } from "./duration-pool.ts";
import type { CountSeries } from "./overview.ts";

/** Counts the calls of one operation by bin. */
export interface OperationTally {
  /** @param binOf bin of each code of a minute; `most` for 0 */
  add(run: CallRun, rollups: CallRollups, binOf: ArrayLike<number>): void;
  counts: CallCounts;
  columns: CountSeries;
  /** Durations by bin; the last pool is of those without a time. */
  pools(): readonly DurationPool[];
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
export function createOperationTally(most: number): OperationTally {
  const column = () => new Float64Array(most + 1);
  const columns = { calls: column(), successes: column(), errors: column(), cancelled: column() };
  const counts: CallCounts = { calls: 0, successes: 0, errors: 0, cancelled: 0 };
  const pools = Array.from({ length: most + 1 }, createDurationPool);
  const pending: PendingRun[] = [];
  /** Number of their durations by bin. */
  const added = column();
  /** Until there is a duration that is none: then pools get durations in milliseconds as they grow. */
  let isMicros = true;

  /** Puts the durations of the pending runs into the pools of their bins. */
  function place(): void {
    const starts = new Uint32Array(most + 2);
    for (let bin = 0; bin <= most; bin++) {
      const length = added[bin] === 0 ? 0 : added[bin]! + pools[bin]!.sorted.values.length;
      starts[bin + 1] = starts[bin]! + length;
    }
    isMicros &&= pending.every(({ rollups }) => rollups.timed.durations.isMicros);
    const joined = isMicros ? new Uint32Array(starts[most + 1]!) : new Float64Array(starts[most + 1]!);
    const ends = starts.slice();
    for (const one of pending) placeRun(one, isMicros, joined, ends);
    for (let bin = 0; bin <= most; bin++) {
      if (added[bin] === 0) continue;
      const { sorted } = pools[bin]!;
      joined.set(isMicros ? sorted.values : inMillis(sorted), ends[bin]);
      fillPool(pools[bin]!, { values: joined.subarray(starts[bin], starts[bin + 1]), isMicros });
    }
    pending.length = 0;
    added.fill(0);
  }

  return {
    counts,
    columns,
    add(run, rollups, binOf) {
      if (run.kind === "line") return;
      const name = countOf[run.kind];
      counts[name] += run.count;
      if (!run.isTimed) return countInto(columns[name], run, rollups, binOf);
      countTimed(columns[name], added, run, rollups.timed.minutes, binOf);
      pending.push({ run, rollups, binOf });
    },
    pools() {
      if (pending.length > 0) place();
      return pools;
    },
  };
}

/** A run whose durations are not in the pools yet. */
interface PendingRun {
  run: CallRun;
  rollups: CallRollups;
  binOf: ArrayLike<number>;
}

// Loops over all events are functions of the module: those of a closure are compiled again for each of it.

/** Writes the durations of a run where those of their bins end so far. */
function placeRun(
  { run, rollups, binOf }: PendingRun,
  isMicros: boolean,
  joined: Uint32Array | Float64Array,
  ends: Uint32Array,
) {
  const { minutes, durations } = rollups.timed;
  const values = isMicros || !durations.isMicros ? durations.values : inMillis(durations);
  for (let at = run.from; at < run.from + run.length; at++) joined[ends[binOf[minutes[at]!]!]!++] = values[at]!;
}

function countTimed(
  bins: Float64Array,
  alsoIn: Float64Array,
  { from, length }: CallRun,
  minutes: ArrayLike<number>,
  binOf: ArrayLike<number>,
): void {
  for (let at = from; at < from + length; at++) {
    const bin = binOf[minutes[at]!]!;
    bins[bin]!++;
    alsoIn[bin]!++;
  }
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
