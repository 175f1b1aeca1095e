import type { SeriesFit } from "./fit-series.ts";
import { predictDay, predictSum, scalePrediction, type Prediction } from "./predict.ts";

/** When a limit is reached, in days after the history; 1 is the next day. */
export type Reach =
  /** It is reached today, or was in the last week. */
  | { is: "already" }
  /** Nothing grows that would reach it, or it is too far for this history: not before `searchedDays` are over. */
  | { is: "never"; why: "flat" | "far"; searchedDays: number }
  /**
   * Expected on day `expected`. Only one of ten such forecasts is reached before `earliest`, and one of ten after `latest`, which
   * is undefined where that is beyond what was searched.
   */
  | { is: "expected"; expected: number; earliest: number; latest?: number; searchedDays: number };

/** How far ahead is looked: three times the history, at most two years. */
export const searchedDaysOf = ({ days }: SeriesFit): number => Math.min(730, days * 3);

/**
 * When a day is as much as a limit: calls a day, say. A series without clear growth never reaches one.
 *
 * @param values the history, a number for each day
 * @param factor what the days to come are multiplied by
 */
export function whenDayReaches(fit: SeriesFit, values: ArrayLike<number>, limit: number, factor = 1): Reach {
  const lastWeek = Array.from(values).slice(-7);
  if (Math.max(...lastWeek) * factor >= limit) return { is: "already" };
  if (!fit.isGrowthClear || fit.slope < 0) return { is: "never", why: "flat", searchedDays: searchedDaysOf(fit) };
  return search(fit, limit, (ahead) => scalePrediction(predictDay(fit, ahead), factor));
}

/**
 * When what accumulates is as much as a limit: bytes of a log.
 *
 * @param now what there is at the end of the history
 */
export function whenSumReaches(fit: SeriesFit, now: number, limit: number, factor = 1): Reach {
  if (now >= limit) return { is: "already" };
  return search(fit, limit - now, (ahead) => scalePrediction(predictSum(fit, 1, ahead), factor));
}

function search(fit: SeriesFit, limit: number, predict: (ahead: number) => Prediction): Reach {
  const searchedDays = searchedDaysOf(fit);
  let [earliest, expected, latest]: (number | undefined)[] = [];
  for (let ahead = 1; ahead <= searchedDays && latest === undefined; ahead++) {
    const { low, expected: middle, high } = predict(ahead);
    if (high >= limit) earliest ??= ahead;
    if (middle >= limit) expected ??= ahead;
    if (low >= limit) latest ??= ahead;
  }
  if (expected === undefined)
    return { is: "never", why: predict(searchedDays).expected > 0 ? "far" : "flat", searchedDays };
  return {
    is: "expected",
    expected,
    earliest: earliest ?? expected,
    ...(latest !== undefined && { latest }),
    searchedDays,
  };
}
