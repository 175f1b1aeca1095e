import type { TimeRange } from "../call-rollups.ts";
import type { TimeBins } from "../time-bins.ts";

/** What an overview is about. */
export interface OverviewScope {
  /** Default: the whole log. One of whole minutes is answered from rollups alone. */
  range: TimeRange;
  /** Another range, which the numbers are compared with. */
  before?: Required<TimeRange>;
  /** Whether calls that the console made by itself are counted (`initiator` is `console`). */
  hasOwnCalls: boolean;
}

/** Numbers of some calls. Starts and ends are counted at their own times, whether the other one is in the range or not. */
export interface CallNumbers {
  /** Starts. */
  calls: number;
  successes: number;
  errors: number;
  cancelled: number;
  /** By nearest rank, of calls that ended in success or error, in milliseconds; NaN where there are none. */
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
}

/** The same for each bin. */
export type CallSeries = Record<keyof CallNumbers, Float64Array>;

/** The counts for each bin. */
export type CountSeries = Pick<CallSeries, "calls" | "successes" | "errors" | "cancelled">;

/** Calls of all services. */
export interface AllOverview {
  total: CallNumbers;
  before?: CallNumbers;
  series: CountSeries;
}

/** Calls of one service. */
export interface ServiceOverview {
  service: string;
  total: CallNumbers;
  before?: CallNumbers;
  series: CallSeries;
  /** Ended calls with a duration by `durationEdgesMs` and bin: that of row `r` (durations below edge `r`) and bin `b` at `r * count + b`. */
  durations: Float64Array;
}

/** Calls of one operation. */
export interface OperationOverview extends CallNumbers {
  service: string;
  operation: string;
}

/** Failed calls of one service and type. */
export interface ErrorOverview {
  service: string;
  type: string;
  count: number;
  before?: number;
  series: Float64Array;
}

/** All answers of an overview; exact. Each is defined by a jq program in `jq-overview.ts`. */
export interface Overview {
  /** Lines of the log since it began: grows with the log. */
  position: number;
  /** Time of the first and last event of the log, in the range or not; absent while none has one. */
  firstMs?: number;
  lastMs?: number;
  bins: TimeBins;
  all: AllOverview;
  /** By name; "" for calls without one. */
  services: ServiceOverview[];
  /** Slowest first, by p95; those without a duration last. */
  operations: OperationOverview[];
  /** Most frequent first, then by service and type. */
  errors: ErrorOverview[];
  /** Starts of calls that the console made by itself, counted in the other numbers or not. */
  ownCalls: number;
}

/** Bounds of the rows of durations, in milliseconds. Row 0 is below the first, the last one is not below the last. */
export const durationEdgesMs: readonly number[] = [1, 10, 100, 1_000, 10_000, 100_000].flatMap((decade) =>
  [1, 1.5, 2, 3, 5, 7].map((factor) => factor * decade),
);
