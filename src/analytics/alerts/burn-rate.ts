/** Rows of a window that ends now. */
export interface GoodRows {
  rows: number;
  good: number;
}

/** How fast an error budget is spent: 1 spends it exactly within the days of its objective; NaN without rows. */
export function burnRate({ target }: { target: number }, { rows, good }: GoodRows): number {
  return rows === 0 ? NaN : (rows - good) / rows / (1 - target);
}

/**
 * Pairs of windows and the burn rate that both must reach (Google, Site Reliability Workbook, chapter 5): the long one says
 * that much was spent, the short one that it still goes on.
 */
export const burnWindows = [
  { longMs: 3_600_000, shortMs: 300_000, rate: 14.4, is: "fast" },
  { longMs: 6 * 3_600_000, shortMs: 1_800_000, rate: 6, is: "slow" },
] as const;

/** So often the short window goes into the long one, as in the pairs of the workbook. */
export const shortWindowsInLong = 12;

/** The rate that both windows reach: of a short one without rows 0, as nothing says that it goes on; NaN without rows in the long one. */
export function reachedByBoth(long: number, short: number): number {
  return Math.min(long, Number.isNaN(short) ? 0 : short);
}

/** Whether the budget is being spent too fast, by the rates of each pair's windows, in the order of `burnWindows`. */
export function burning(rates: readonly { long: number; short: number }[]): "fast" | "slow" | undefined {
  return burnWindows.find(({ rate }, index) => reachedByBoth(rates[index]!.long, rates[index]!.short) >= rate)?.is;
}
