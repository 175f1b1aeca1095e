/** Rows of each operation. */
export type ByOperation = ReadonlyMap<string, number>;

/** Durations of the successful calls of one operation. */
export interface ComparedDurations {
  /** Calls in each of `durationRangesMs`. */
  counts: ArrayLike<number>;
  /** Exact, by nearest rank, in milliseconds. */
  p50Ms: number;
  p95Ms: number;
}

/** A field of the console's own events: its version, a setting, the models of the platform. */
export interface ComparedSetting {
  event: string;
  path: string;
  /** What the list of models is of; absent of others. */
  query?: string;
  /** Whether such an event says that something changed, so that one side may well have none. */
  isChange: boolean;
  /** Events with each value. */
  values: ReadonlyMap<string, number>;
}

/** What one of two compared logs, or ranges, counts to. Operations and values are keys of the caller's choice. */
export interface ComparedSide {
  /** Calls, and those of them that ended well or in an error. */
  calls: ByOperation;
  ended: ByOperation;
  /** Failed calls by error group. */
  errors: ReadonlyMap<string, ByOperation>;
  durations: ReadonlyMap<string, ComparedDurations>;
  /** Of each field of calls those with each value. */
  fields: ReadonlyMap<string, ReadonlyMap<string, ByOperation>>;
  /** Lines that belong to no call, and those of them at ERROR and above by error group. */
  otherLines: number;
  otherErrors: ReadonlyMap<string, number>;
  settings: readonly ComparedSetting[];
}

/** Least durations of the ranges that calls are counted in, ascending, in milliseconds: 2 % apart, up to a day. The last is an end. */
export const durationRangesMs: readonly number[] = [
  0,
  ...Array.from({ length: Math.ceil(Math.log(86_400_000 / 0.1) / Math.log(1.02)) + 1 }, (_, at) => 0.1 * 1.02 ** at),
];

/** All rows, whatever their operation. */
export function sumOf(rows: ByOperation): number {
  let sum = 0;
  for (const count of rows.values()) sum += count;
  return sum;
}
