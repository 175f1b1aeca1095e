import { fitHours, predictHour } from "../../../analytics/forecast/fit-hours.ts";
import { fitSeries, type SeriesFit } from "../../../analytics/forecast/fit-series.ts";
import { predictDay, predictSum, scalePrediction, type Prediction } from "../../../analytics/forecast/predict.ts";
import { whenDayReaches, whenSumReaches, type Reach } from "../../../analytics/forecast/when-reached.ts";

/** What is said about a quantity. */
export interface CapacityForecast {
  /** Of each whole day. */
  history: number[];
  /** Undefined where the history is too short; then nothing is said of days to come. */
  fit?: SeriesFit;
  /** Of each day to come. */
  ahead: Prediction[];
  /** Of all these days. */
  total?: Prediction;
  /** When the limit is reached; undefined without a limit. */
  reach?: Reach;
}

/** What a forecast is asked with. */
export interface CapacityQuestion {
  /** What the days to come are multiplied by. */
  factor: number;
  /** In the unit of the quantity; 0: none. */
  limit: number;
  /** How much there is already of what accumulates; undefined: the limit is one of a day. */
  storedNow?: number | undefined;
}

/** Hours to come that are forecast. */
const hoursAhead = 48;

/** Forecasts the hours of two days. @param hours of each hour, from midnight on */
export function forecastHours(hours: number[], factor: number): Pick<CapacityForecast, "history" | "ahead"> {
  const fit = fitHours(hours);
  if (fit === undefined) return { history: hours, ahead: [] };
  const ahead = Array.from({ length: hoursAhead }, (_, at) => scalePrediction(predictHour(fit, at + 1), factor));
  return { history: hours, ahead };
}

/** Forecasts as many days as the history has, at least a week and at most a quarter. */
export function forecastCapacity(history: number[], { factor, limit, storedNow }: CapacityQuestion): CapacityForecast {
  const fit = fitSeries(history);
  if (fit === undefined) return { history, ahead: [] };
  const days = Math.min(91, Math.max(7, fit.days));
  const ahead = Array.from({ length: days }, (_, at) => scalePrediction(predictDay(fit, at + 1), factor));
  const total = scalePrediction(predictSum(fit, 1, days), factor);
  if (!(limit > 0)) return { history, fit, ahead, total };
  const reach =
    storedNow === undefined
      ? whenDayReaches(fit, history, limit, factor)
      : whenSumReaches(fit, storedNow, limit, factor);
  return { history, fit, ahead, total, reach };
}
