import { isCount, type AlertRule } from "./alert-rule.ts";
import { burnRate, reachedByBoth, shortWindowsInLong } from "./burn-rate.ts";

/** What a rule is about, counted in equal bins over a whole log: any window is a sum of them. */
export interface AlertHistory {
  /** Beginning of the first bin, in milliseconds since the epoch. */
  fromMs: number;
  stepMs: number;
  /** Rows of each bin that the measure rests on. */
  rows: Float64Array;
  /** Of them those that count against: failed, matching, or beyond what is usual. Of a count all rows. */
  bad: Float64Array;
  /** Of a percentile its value over each window that was asked for, at the end of each bin, by the window in milliseconds. */
  percentiles?: ReadonlyMap<number, Float64Array>;
}

/** A rule's measurements, one at the end of each bin. */
export interface AlertSeries {
  /** The first measurement, in milliseconds since the epoch. */
  firstMs: number;
  stepMs: number;
  values: Float64Array;
  /** Of the whole window that ends there. */
  rows: Float64Array;
  bad: Float64Array;
}

/** Whether a rule measures the share of good rows, and not of bad ones. */
export function isShareOfGood({ measure, fires }: Pick<AlertRule, "measure" | "fires">): boolean {
  return measure.is === "success" || (measure.is === "share" && fires === "under");
}

/**
 * The measurements that a rule would have made. Undefined for a percentile over a window that was not asked for.
 *
 * @param rule its window is rounded to whole bins, at least one
 */
export function alertSeries(history: AlertHistory, rule: AlertRule): AlertSeries | undefined {
  const { fromMs, stepMs } = history;
  const bins = Math.max(1, Math.round(rule.windowMs / stepMs));
  const rows = slidingSums(history.rows, bins);
  const bad = slidingSums(history.bad, bins);
  const values =
    rule.measure.is === "percentile"
      ? history.percentiles?.get(rule.windowMs)
      : rule.measure.is === "burn"
        ? burnRates(history, rule.measure, { rows, bad }, shortWindowBins(rule.windowMs, stepMs))
        : valuesOf(rule, rows, bad);
  return values && { firstMs: fromMs + stepMs, stepMs, values, rows, bad };
}

function valuesOf(rule: AlertRule, rows: Float64Array, bad: Float64Array): Float64Array {
  if (isCount(rule)) return rows;
  const isGood = isShareOfGood(rule);
  return rows.map((count, index) => (isGood ? count - bad[index]! : bad[index]!) / (count === 0 ? NaN : count));
}

/** Bins of the short window of a burn rate: at least one. */
export function shortWindowBins(windowMs: number, stepMs: number): number {
  return Math.max(1, Math.round(windowMs / shortWindowsInLong / stepMs));
}

function burnRates(
  history: AlertHistory,
  objective: { target: number },
  long: { rows: Float64Array; bad: Float64Array },
  shortBins: number,
): Float64Array {
  const short = { rows: slidingSums(history.rows, shortBins), bad: slidingSums(history.bad, shortBins) };
  const rateAt = ({ rows, bad }: typeof long, index: number) =>
    burnRate(objective, { rows: rows[index]!, good: rows[index]! - bad[index]! });
  return long.rows.map((_, index) => reachedByBoth(rateAt(long, index), rateAt(short, index)));
}

/** At each place the sum of the last `bins` numbers, of fewer at the beginning. Exact for whole numbers. */
export function slidingSums(numbers: Float64Array, bins: number): Float64Array {
  const sums = new Float64Array(numbers.length);
  let sum = 0;
  for (let index = 0; index < numbers.length; index++) {
    sum += numbers[index]! - (index >= bins ? numbers[index - bins]! : 0);
    sums[index] = sum;
  }
  return sums;
}
