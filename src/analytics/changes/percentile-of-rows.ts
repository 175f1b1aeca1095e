import { durationEdgesMs } from "../overview/overview.ts";

/**
 * Estimates a percentile of durations of which only the numbers in the rows of `durationEdgesMs` are known; within a row they
 * count as spread evenly by factors. At most as wrong as the row is wide, a factor of 1.5.
 *
 * @returns milliseconds; NaN without durations
 */
export function percentileOfRows(rows: readonly number[], percent: number): number {
  const rank = (rows.reduce((sum, count) => sum + count, 0) * percent) / 100;
  if (rank === 0) return NaN;
  let below = 0;
  for (const [row, count] of rows.entries()) {
    if (below + count >= rank && count > 0) {
      const from = durationEdgesMs[row - 1] ?? durationEdgesMs[0]! / 2;
      const to = durationEdgesMs[row] ?? from;
      return from * (to / from) ** ((rank - below) / count);
    }
    below += count;
  }
  return NaN;
}
