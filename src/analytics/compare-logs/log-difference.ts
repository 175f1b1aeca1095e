/** Rows that are meant, out of all that could be. */
export interface Part {
  count: number;
  of: number;
}

/** How something stands in the second log against the first. */
export type Turn = "new" | "gone" | "more" | "less";

/** A value that one of two logs has more often than the other. */
export interface ValueDifference {
  key: string;
  turn: Turn;
  left: Part;
  right: Part;
  /** The operations that were looked at: those of both logs with calls that have the value. */
  operations: string[];
  /** Natural logarithm of the probability that it is a coincidence, before correction. */
  lnProbability: number;
}

/** A percentile of durations with the interval that holds the true one in 95 of 100 cases, in milliseconds. */
export interface PercentileEstimate {
  ms: number;
  lowMs: number;
  highMs: number;
  calls: number;
}

/** An operation whose successful calls take longer, or less long, in the second log. */
export interface DurationDifference {
  operation: string;
  percentiles: { percent: 50 | 95; left: PercentileEstimate; right: PercentileEstimate }[];
}

/** A field of system events with other values. */
export interface SettingDifference {
  event: string;
  path: string;
  query?: string;
  /** Events with each value; of both sides all values. Empty where a log has no such event. */
  left: ReadonlyMap<string, number>;
  right: ReadonlyMap<string, number>;
}

/** What differs between two logs. Each list has the most certain first. */
export interface LogDifferences {
  errors: ValueDifference[];
  /** Errors outside of calls, as parts of the lines that belong to none. */
  otherErrors: ValueDifference[];
  /** Only those that one log lacks. */
  operations: ValueDifference[];
  durations: DurationDifference[];
  fields: (ValueDifference & { path: string })[];
  settings: SettingDifference[];
  /** Values and percentiles that were tried. */
  tried: number;
}

/** How many there are in all, each percentile by itself. */
export function countDifferences(differences: LogDifferences): number {
  const { errors, otherErrors, operations, durations, fields, settings } = differences;
  const percentiles = durations.flatMap((one) => one.percentiles);
  return [errors, otherErrors, operations, percentiles, fields, settings].reduce((sum, list) => sum + list.length, 0);
}
