import { durationEdgesMs } from "../../analytics/overview/overview.ts";

/** A heat map of durations: rows from the longest, and columns of one or more bins. */
export interface DurationCells {
  /** Bounds of each row in milliseconds; the first begins at 0, the last has no end. */
  rows: { fromMs: number; toMs: number }[];
  counts: Float64Array[];
  /** Bins of a column. */
  together: number;
}

/** Most columns that can be told apart. */
const mostColumns = 60;

/** Makes cells of the numbers of durations by row and bin. Rows beyond the shortest and the longest are left out. */
export function durationCells(durations: Float64Array, bins: number): DurationCells {
  const together = Math.max(1, Math.ceil(bins / mostColumns));
  const columns = Math.ceil(bins / together);
  const all = Array.from({ length: durations.length / bins }, (_, row) => {
    const counts = new Float64Array(columns);
    for (let bin = 0; bin < bins; bin++) counts[Math.floor(bin / together)]! += durations[row * bins + bin]!;
    return { fromMs: durationEdgesMs[row - 1] ?? 0, toMs: durationEdgesMs[row] ?? Infinity, counts };
  });
  const isUsed = ({ counts }: { counts: Float64Array }) => counts.some((count) => count > 0);
  const shown = all.slice(Math.max(0, all.findIndex(isUsed)), all.findLastIndex(isUsed) + 1).reverse();
  return {
    rows: shown.map(({ fromMs, toMs }) => ({ fromMs, toMs })),
    counts: shown.map(({ counts }) => counts),
    together,
  };
}
