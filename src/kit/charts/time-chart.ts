/** A series of a chart over time: a number for each bin. */
export interface TimeSeries {
  name: string;
  /** A CSS colour, such as `var(--chart-tts)`. */
  colour: string;
  /** NaN where there is none. */
  values: ArrayLike<number>;
  /** Told apart by more than its colour. */
  line?: "thick" | "dashed" | "thin";
  pattern?: "hatched" | "dotted";
}

/** What a value lies between in each bin: an area behind the lines. */
export interface ValueSpan {
  name: string;
  /** A CSS colour. */
  colour: string;
  /** NaN where there is none. */
  low: ArrayLike<number>;
  high: ArrayLike<number>;
}

/** A moment that is marked with words. */
export interface TimeMark {
  timeMs: number;
  label: string;
}

/** A stretch of time that is shaded. */
export interface TimeBand {
  fromMs: number;
  toMs: number;
  label: string;
  /** A CSS colour; default: that of errors. */
  colour?: string;
}

/** A value that is marked with a line and words. */
export interface ValueLimit {
  value: number;
  label: string;
}

/** Bin of a moment; -1 outside. */
export function binAt(timeMs: number | undefined, fromMs: number, toMs: number, bins: number): number {
  if (timeMs === undefined || !(timeMs >= fromMs && timeMs < toMs)) return -1;
  return Math.min(bins - 1, Math.floor(((timeMs - fromMs) / (toMs - fromMs)) * bins));
}

/** Where a chart stands in its box: its times and values in pixels. */
export interface ChartPlace {
  fromMs: number;
  toMs: number;
  leftPx: number;
  rightPx: number;
  topPx: number;
  bottomPx: number;
  /** A moment; outside of the chart at its edge. */
  xOf: (timeMs: number) => number;
  yOf: (value: number) => number;
}
