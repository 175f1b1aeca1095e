/** What a number is about, by the names of OpenTelemetry's conventions. */
export type Attributes = Record<string, string | number>;

/** Durations of one kind of calls. */
export interface HistogramPoint {
  attributes: Attributes;
  /** For each bucket its count, not cumulated: one more than there are bounds. */
  buckets: number[];
  count: number;
  sum: number;
}

/** A number of one kind. */
export interface NumberPoint {
  attributes: Attributes;
  value: number;
}

/** A metric with all its points, in the unit of OpenTelemetry (UCUM). */
export type Metric = { name: string; unit: string; description: string } & (
  | { kind: "histogram"; bounds: number[]; points: HistogramPoint[] }
  /** `counter` only grows, as long as the log keeps its lines; a rotated line is a reset. */
  | { kind: "counter" | "gauge"; points: NumberPoint[] }
);

/** The metrics of a log at one moment. */
export interface Metrics {
  /** First moment of the log, and the moment of the measurement, in milliseconds since the epoch. */
  startMs: number;
  timeMs: number;
  metrics: Metric[];
}
