import type { AlertSeries } from "../../../analytics/alerts/alert-history.ts";
import { isThin } from "../../../analytics/alerts/alert-state.ts";
import type { AlertRule } from "../../../analytics/alerts/alert-rule.ts";

/** Most bins that a chart draws. */
const most = 700;

/** A series as a chart draws it. */
export interface ChartBins {
  /** Of several measurements the worst; NaN where all are thin. */
  values: Float64Array;
  /** Rows in the window: of measurements that can be judged, and of thin ones. */
  enough: Float64Array;
  thin: Float64Array;
}

/** Joins measurements to at most 700 bins of equal length; the last one may be shorter. */
export function chartBins(series: AlertSeries, rule: AlertRule): ChartBins {
  const join = Math.max(1, Math.ceil(series.values.length / most));
  const length = Math.ceil(series.values.length / join);
  const bins = {
    values: new Float64Array(length).fill(NaN),
    enough: new Float64Array(length),
    thin: new Float64Array(length),
  };
  series.values.forEach((value, index) => {
    const bin = Math.floor(index / join);
    const rows = series.rows[index]!;
    const sample = { atMs: series.firstMs + index * series.stepMs, value, rows };
    if (isThin(rule, sample, series.firstMs - series.stepMs))
      return void (bins.thin[bin] = Math.max(bins.thin[bin]!, rows));
    bins.enough[bin] = Math.max(bins.enough[bin]!, rows);
    const worst = bins.values[bin]!;
    const isWorse = Number.isNaN(worst) || (rule.fires === "over" ? value > worst : value < worst);
    if (isWorse) bins.values[bin] = value;
  });
  // A bin is drawn once: what can be judged covers what cannot.
  bins.enough.forEach((rows, bin) => {
    if (rows > 0) bins.thin[bin] = 0;
  });
  return bins;
}

/** The worst measurement of each of a few bins, for a sparkline. */
export function sparkBins(series: AlertSeries, rule: AlertRule, bins = 48): Float64Array {
  const { values } = chartBins(series, rule);
  const join = Math.max(1, Math.ceil(values.length / bins));
  return Float64Array.from({ length: Math.ceil(values.length / join) }, (_, bin) => {
    const known = values.slice(bin * join, (bin + 1) * join).filter((value) => !Number.isNaN(value));
    if (known.length === 0) return NaN;
    return rule.fires === "over" ? Math.max(...known) : Math.min(...known);
  });
}
