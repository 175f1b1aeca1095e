import type { SortedNumbers } from "./percentiles.ts";

/** Time range in milliseconds since the epoch, from (inclusive), to (exclusive). A missing end is unbounded. */
export interface TimeRange {
  fromMs?: number;
  toMs?: number;
}

/** Calls and errors of one minute. */
export interface MinutePoint {
  /** Start of the minute, in milliseconds since the epoch. */
  minuteMs: number;
  calls: number;
  errors: number;
}

/** Counts of one operation of one service; an absent name is "". */
export interface OperationRollup {
  service: string;
  operation: string;
  calls: number;
  successes: number;
  errors: number;
  cancelled: number;
  /** Durations of the calls that ended in success or error, where logged; in milliseconds, ascending. */
  durations: SortedNumbers;
}

/**
 * Rollups of some events of a block: all that a dashboard needs, in about an eighth of the bytes of its columns. They are exact,
 * because they hold every duration, and rollups of several blocks can be added up.
 */
export interface CallRollups {
  /** Without the sentences of an imported log that repeat an event. */
  events: number;
  /** Events without a valid time: counted without a range, in no range. */
  timeless: number;
  /** Time of the earliest and latest event; Infinity and -Infinity where no event has one. */
  firstMs: number;
  lastMs: number;
  /** Each service and operation once, in any order. */
  operations: OperationRollup[];
  /** Each minute once, in any order. */
  minutes: MinutePoint[];
  /** Number of errors by type, in any order. */
  errorTypes: [type: string, count: number][];
  /** Number of events by level, in any order. */
  levels: [level: string, count: number][];
}

/** Rollups of a block of events. */
export interface BlockRollups {
  /** Of all events but those of `own`. */
  others: CallRollups;
  /** Of events that the console caused by itself (`initiator` is `console`); absent where the columns do not say which. */
  own?: CallRollups;
}
