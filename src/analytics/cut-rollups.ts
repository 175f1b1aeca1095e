import type { BlockRollups, CallRollups, CallRun, TimeRange } from "./call-rollups.ts";
import { minuteMs } from "./time-bins.ts";

/** Times of the first and last event of a block; Infinity and -Infinity where none has one. */
export function spanOf({ others, own }: BlockRollups): [firstMs: number, lastMs: number] {
  return own
    ? [Math.min(others.firstMs, own.firstMs), Math.max(others.lastMs, own.lastMs)]
    : [others.firstMs, others.lastMs];
}

/** Whether rollups tell which of their events are in a range: it begins and ends at whole minutes, or outside of them. */
export function isCuttable(block: BlockRollups, { fromMs = -Infinity, toMs = Infinity }: TimeRange): boolean {
  const [firstMs, lastMs] = spanOf(block);
  return (fromMs <= firstMs || fromMs % minuteMs === 0) && (toMs > lastMs || toMs % minuteMs === 0);
}

/** The runs of rollups in a range by which they can be cut. All other numbers stay those of the whole block. */
export function cutRollups({ others, own }: BlockRollups, range: TimeRange): BlockRollups {
  return { others: cut(others, range), ...(own && { own: cut(own, range) }) };
}

function cut(rollups: CallRollups, { fromMs = -Infinity, toMs = Infinity }: TimeRange): CallRollups {
  const { firstMinute, timed, counted } = rollups;
  // Those without a time have code 0 and are in no range.
  const from = Math.max(1, Math.floor(fromMs / minuteMs) - firstMinute + 1);
  const to = Math.ceil(toMs / minuteMs) - firstMinute + 1;
  const [timedRows, countedRows]: [number[], number[]] = [[], []];
  const runs: CallRun[] = [];
  for (const run of rollups.runs) {
    const [{ minutes }, rows] = run.isTimed ? [timed, timedRows] : [counted, countedRows];
    const first = rows.length;
    let count = 0;
    for (let at = run.from; at < run.from + run.length; at++) {
      if (minutes[at]! < from || minutes[at]! >= to) continue;
      rows.push(at);
      count += run.isTimed ? 1 : counted.counts[at]!;
    }
    if (count > 0) runs.push({ ...run, count, from: first, length: rows.length - first });
  }
  const pick = (numbers: ArrayLike<number>, rows: number[]) => Float64Array.from(rows, (row) => numbers[row]!);
  return {
    ...rollups,
    runs,
    timed: {
      minutes: pick(timed.minutes, timedRows),
      durations: { ...timed.durations, values: pick(timed.durations.values, timedRows) },
    },
    counted: { minutes: pick(counted.minutes, countedRows), counts: pick(counted.counts, countedRows) },
  };
}
