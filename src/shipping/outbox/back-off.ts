/** Longest pause before the next try, in milliseconds. */
export const longestPauseMs = 60_000;
const firstPauseMs = 500;

/**
 * How long to wait before a try, in milliseconds: twice as long each time, up to a minute, and at random between half of that and all of
 * it, so that many browsers do not come back at once.
 *
 * @param failures tries that have failed in a row, from 1
 * @param afterMs what the receiver wants at least; it is believed for ten minutes at most
 */
export function backOffMs(failures: number, random: () => number, afterMs = 0): number {
  const fullMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 20));
  return Math.max(Math.min(afterMs, 600_000), fullMs * (0.5 + random() / 2));
}
