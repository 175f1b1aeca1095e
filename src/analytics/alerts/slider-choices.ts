import { isCount, withThreshold, type AlertRule } from "./alert-rule.ts";
import { alertSeries, type AlertHistory } from "./alert-history.ts";
import { runRule } from "./backtest.ts";

const minuteMs = 60_000;
const windowsMinutes = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440];
const forMinutes = [0, 1, 2, 5, 10, 15, 30, 60, 120, 240];
const atLeastChoices = [1, 2, 3, 5, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 300];
/** Values of the threshold, about so many. */
const thresholds = 32;

/** The values that the sliders of a rule offer, ascending. The rule's own value is always among them. */
export interface SliderChoices {
  threshold: number[];
  windowMs: number[];
  forMs: number[];
  atLeast: number[];
}

export type SliderName = keyof SliderChoices;

/** A history without a row, for a log that has none: the sliders then offer the usual values. */
export const emptyHistory: AlertHistory = {
  ...{ fromMs: 0, stepMs: minuteMs },
  ...{ rows: new Float64Array(), bad: new Float64Array() },
};

/** The length of bins that suits a log of this length, in milliseconds: fine enough for a window of minutes in a short one. */
export function historyStepMs(lengthMs: number): number {
  const steps = [1, 5, 15, 60].map((minutes) => minutes * minuteMs);
  return steps.find((stepMs) => lengthMs / stepMs <= 4_500) ?? Math.ceil(lengthMs / 4_500 / minuteMs) * minuteMs;
}

/** The windows that fit bins of this length: whole ones of them, at least two. */
export function windowChoices(stepMs: number, ownMs?: number): number[] {
  const fitting = windowsMinutes
    .map((minutes) => minutes * minuteMs)
    .filter((ms) => ms >= 2 * stepMs && ms % stepMs === 0);
  return withOwn(fitting, ownMs);
}

/** What the sliders offer for a rule over a log: thresholds from the least to the greatest value that was measured, in round steps. */
export function sliderChoices(history: AlertHistory, rule: AlertRule): SliderChoices {
  const { stepMs } = history;
  const windowMs = windowChoices(stepMs, rule.windowMs);
  return {
    threshold: thresholdChoices(history, rule),
    windowMs: history.percentiles === undefined ? windowMs : windowMs.filter((ms) => history.percentiles!.has(ms)),
    forMs: withOwn(
      forMinutes.map((minutes) => minutes * minuteMs).filter((ms) => ms % stepMs === 0),
      rule.forMs,
    ),
    atLeast: withOwn(atLeastChoices, rule.atLeast),
  };
}

function thresholdChoices(history: AlertHistory, rule: AlertRule): number[] {
  const series = alertSeries(history, rule);
  let [least, most] = [rule.threshold, rule.threshold];
  series?.values.forEach((value, index) => {
    if (Number.isNaN(value) || series.rows[index]! < rule.atLeast) return;
    least = Math.min(least, value);
    most = Math.max(most, value);
  });
  // Nothing was measured: the usual values of such a threshold.
  if (least === most) [least, most] = isShare(rule) ? [0, 1] : [0, rule.threshold * 2];
  const step = roundStep((most - least) / thresholds, isCount(rule) ? 1 : 0);
  if (!(step > 0)) return [rule.threshold];
  const first = Math.floor(least / step);
  const values = Array.from({ length: Math.ceil(most / step) - first + 1 }, (_, index) =>
    rounded((first + index) * step),
  );
  return withOwn(
    values.filter((value) => value > 0 || rule.fires === "over"),
    rule.threshold,
  );
}

function isShare({ measure }: AlertRule): boolean {
  return !["count", "percentile", "burn"].includes(measure.is);
}

/** The next step of 1, 2 or 5 times a power of ten. */
function roundStep(least: number, smallest: number): number {
  if (least <= 0) return smallest;
  const power = 10 ** Math.floor(Math.log10(least));
  return Math.max(smallest, ([1, 2, 5, 10].find((factor) => factor * power >= least * 0.999) ?? 10) * power);
}

/** Without the noise of binary fractions: 0.15 and not 0.15000000000000002. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

function withOwn(values: number[], own: number | undefined): number[] {
  return [...new Set(own === undefined ? values : [...values, own])].sort((one, other) => one - other);
}

/** The rule with another value of one slider. */
export function withChoice(rule: AlertRule, slider: SliderName, value: number): AlertRule {
  return slider === "threshold" ? withThreshold(rule, value) : { ...rule, [slider]: value };
}

/** How often the rule would fire at each value of one slider, the others as they are. */
export function firingsAt(history: AlertHistory, rule: AlertRule, slider: SliderName, values: number[]): number[] {
  return values.map((value) => {
    const tried = withChoice(rule, slider, value);
    const series = alertSeries(history, tried);
    return series === undefined ? NaN : runRule(history, tried, series).spans.length;
  });
}
