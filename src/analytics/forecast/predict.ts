import { lineOf, slopeVariance, type SeriesFit } from "./fit-series.ts";
import { studentQuantile, tenthZ } from "./student-quantile.ts";
import { weekDays } from "./weekly-pattern.ts";

/** What a day to come, or the sum of several, may be. */
export interface Prediction {
  expected: number;
  /** Ends of the interval in which it lies with a probability of 80 %, if things go on as they did. */
  low: number;
  high: number;
}

/** One day to come. @param ahead 1 is the day after the history */
export function predictDay(fit: SeriesFit, ahead: number): Prediction {
  return predictSum(fit, ahead, ahead);
}

/**
 * The sum of some days to come. Its interval knows how days differ, and how little is known of level and growth: both errors are
 * the same for all days, so they add up.
 *
 * @param from,to first and last of the days; 1 is the day after the history
 */
export function predictSum(fit: SeriesFit, from: number, to: number): Prediction {
  const middle = (fit.days - 1) / 2;
  let [expected, lever, squares] = [0, 0, 0];
  // With a pattern, each weekday is known by its own days only.
  const weights = new Float64Array(fit.pattern ? weekDays : 1);
  for (let ahead = from; ahead <= to; ahead++) {
    const at = fit.days - 1 + ahead;
    const share = fit.pattern?.[at % weekDays] ?? 1;
    const value = share * lineOf(fit, at - middle);
    expected += value;
    weights[at % weights.length]! += share;
    lever += share * (at - middle);
    squares += value * value;
  }
  // A median of few numbers is less sure than their mean.
  const known = fit.days / weights.length / (fit.pattern ? 1.3 : 1);
  const ofLevel = weights.reduce((sum, weight) => sum + weight * weight, 0) / known;
  const ofLine = fit.level ** 2 * (ofLevel + lever ** 2 * slopeVariance(fit.days));
  const spread = fit.spread * Math.sqrt(squares + ofLine);
  const reach = studentQuantile(tenthZ, fit.freedom) * spread;
  return { expected, low: Math.max(0, expected - reach), high: expected + reach };
}

/** What is expected if everything were this many times as much. */
export function scalePrediction({ expected, low, high }: Prediction, factor: number): Prediction {
  return { expected: expected * factor, low: low * factor, high: high * factor };
}
