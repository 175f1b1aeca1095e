import type { CallRollups, CallRun } from "../call-rollups.ts";
import { millisAt } from "../durations.ts";
import { createPercentileFinder, durationRows, type DurationPool, type PercentileFinder } from "./duration-pool.ts";
import {
  countInto,
  countNames,
  createOperationTally,
  type CallCounts,
  type OperationTally,
} from "./operation-tally.ts";
import type { CallSeries, CountSeries } from "./overview.ts";

/** Counts the calls of one service by bin, operation, and type of error. */
export interface ServiceTally {
  /** @param binOf bin of each code of a minute; `most` for 0 */
  add(run: CallRun, rollups: CallRollups, binOf: ArrayLike<number>): void;
  counts(): CallCounts;
  pools(): DurationPool[];
  find: PercentileFinder;
  operations: ReadonlyMap<string, OperationTally & { find: PercentileFinder }>;
  errors: ReadonlyMap<string, Counted>;
  /** @param count of bins */
  series(count: number): CallSeries;
  durations(count: number): Float64Array;
  /** The pools of one bin. */
  poolsOf(bin: number): DurationPool[];
}

/** A number of events, also by bin. */
export interface Counted {
  count: number;
  bins: Float64Array;
}

/** The percentiles of an overview. */
export const percents = [50, 95, 99] as const;

/** @param most of bins that the counts have room for */
export function createServiceTally(most: number): ServiceTally {
  const operations = new Map<string, OperationTally & { find: PercentileFinder }>();
  const errors = new Map<string, Counted>();
  const percentiles = createBinPercentiles(most);
  const poolsOf = (bin: number) => [...operations.values()].map((operation) => operation.pools()[bin]!);

  return {
    find: createPercentileFinder(),
    operations,
    errors,
    poolsOf,
    counts: () => sumCounts([...operations.values()].map(({ counts }) => counts)),
    pools: () => [...operations.values()].flatMap((operation) => operation.pools()),
    add(run, rollups, binOf) {
      let operation = operations.get(run.operation);
      if (operation === undefined) {
        operation = { ...createOperationTally(most), find: createPercentileFinder() };
        operations.set(run.operation, operation);
      }
      operation.add(run, rollups, binOf);
      if (run.kind !== "error") return;
      const error = errors.get(run.errorType) ?? { count: 0, bins: new Float64Array(most + 1) };
      errors.set(run.errorType, error);
      error.count += run.count;
      countInto(error.bins, run, rollups, binOf);
    },
    series: (count) => ({
      ...sumSeries(
        [...operations.values()].map(({ columns }) => columns),
        count,
      ),
      ...percentiles(
        [...operations.values()].map((operation) => operation.pools()),
        count,
      ),
    }),
    durations(count) {
      const matrix = new Float64Array(durationRows * count);
      for (const operation of operations.values()) addToMatrix(matrix, operation.pools(), count);
      return matrix;
    },
  };
}

function addToMatrix(matrix: Float64Array, pools: readonly DurationPool[], count: number): void {
  for (let bin = 0; bin < count; bin++) {
    const { sorted, rows } = pools[bin]!;
    if (sorted.values.length === 0) continue;
    for (let row = 0; row < durationRows; row++) matrix[row * count + bin]! += rows[row]!;
  }
}

/** Percentiles of the pools of each bin; computed again for bins that got more. */
function createBinPercentiles(most: number) {
  const columns = percents.map(() => new Float64Array(most).fill(NaN)) as [Float64Array, Float64Array, Float64Array];
  const lengths = new Float64Array(most);
  return (pools: (readonly DurationPool[])[], count: number): Pick<CallSeries, "p50Ms" | "p95Ms" | "p99Ms"> => {
    for (let bin = 0; bin < count; bin++) {
      let length = 0;
      for (const bins of pools) length += bins[bin]!.sorted.values.length;
      if (length === lengths[bin]) continue;
      lengths[bin] = length;
      const found = percentilesOf(
        pools.map((bins) => bins[bin]!).filter(({ sorted }) => sorted.values.length > 0),
        length,
      );
      for (let index = 0; index < percents.length; index++) columns[index]![bin] = found[index]!;
    }
    const [p50Ms, p95Ms, p99Ms] = columns.map((column) => column.slice(0, count)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    return { p50Ms, p95Ms, p99Ms };
  };
}

function percentilesOf(pools: DurationPool[], length: number): readonly number[] {
  if (pools.length > 1) return createPercentileFinder()(pools, percents);
  const { sorted } = pools[0]!;
  return percents.map((percent) => millisAt(sorted, Math.ceil((length * percent) / 100) - 1));
}

/** The sums of some counts. */
export function sumCounts(counts: readonly CallCounts[]): CallCounts {
  const sums = countNames.map((name) => [name, counts.reduce((sum, one) => sum + one[name], 0)] as const);
  return Object.fromEntries(sums) as Record<keyof CallCounts, number>;
}

/** The sums of some series, bin by bin. */
export function sumSeries(parts: readonly CountSeries[], count: number): CountSeries {
  const sums = countNames.map((name) => {
    const sum = new Float64Array(count);
    for (const part of parts) for (let bin = 0; bin < count; bin++) sum[bin]! += part[name][bin]!;
    return [name, sum] as const;
  });
  return Object.fromEntries(sums) as CountSeries;
}
