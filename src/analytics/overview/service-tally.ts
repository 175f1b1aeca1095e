import type { CallRollups, CallRun } from "../call-rollups.ts";
import { durationRows, type DurationBins } from "./duration-bins.ts";
import {
  countInto,
  countNames,
  createOperationTally,
  copyOperation,
  type CallCounts,
  type StoredOperation,
  type OperationTally,
} from "./operation-tally.ts";
import type { CallSeries, CountSeries } from "./overview.ts";
import { createPercentileFinder, percentilesOfBin, type PercentileFinder } from "./percentiles.ts";

/** Counts the calls of one service by bin, operation, and type of error. */
export interface ServiceTally {
  /** @param binOf bin of each code of a minute; `most` for 0 */
  add(run: CallRun, rollups: CallRollups, binOf: ArrayLike<number>): void;
  counts(): CallCounts;
  /** Those of each operation. */
  bins(): DurationBins[];
  find: PercentileFinder;
  operations: ReadonlyMap<string, OperationTally & { find: PercentileFinder }>;
  errors: ReadonlyMap<string, Counted>;
  /** @param count of bins */
  series(count: number): CallSeries;
  durations(count: number): Float64Array;
  copy(): StoredService;
}

/** What a service was counted to, for a database. */
export interface StoredService {
  operations: [operation: string, stored: StoredOperation][];
  errors: [type: string, stored: Counted][];
  percentiles: BinPercentiles;
}

/** A number of events, also by bin. */
export interface Counted {
  count: number;
  bins: Float64Array;
}

/** The percentiles of an overview. */
export const percents = [50, 95, 99] as const;

/** @param most of bins that the counts have room for */
export function createServiceTally(most: number, stored?: StoredService): ServiceTally {
  const create = (of?: StoredOperation) => ({ ...createOperationTally(most, of), find: createPercentileFinder() });
  const operations = new Map(stored?.operations.map(([operation, of]) => [operation, create(of)]));
  const errors = new Map(stored?.errors);
  const percentiles = stored?.percentiles ?? noPercentiles(most);
  const bins = () => [...operations.values()].map((operation) => operation.durations());

  return {
    find: createPercentileFinder(),
    operations,
    errors,
    bins,
    counts: () => sumCounts([...operations.values()].map(({ counts }) => counts)),
    add(run, rollups, binOf) {
      let operation = operations.get(run.operation);
      if (operation === undefined) {
        operation = create();
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
      ...findPercentiles(percentiles, bins(), count),
    }),
    durations(count) {
      const matrix = new Float64Array(durationRows * count);
      for (const one of bins()) addToMatrix(matrix, one, count);
      return matrix;
    },
    copy() {
      findPercentiles(percentiles, bins(), most);
      return {
        operations: [...operations].map(([operation, of]) => [operation, copyOperation(of)]),
        errors: structuredClone([...errors]),
        percentiles: structuredClone(percentiles),
      };
    },
  };
}

function addToMatrix(matrix: Float64Array, { values, cells }: DurationBins, count: number): void {
  for (let bin = 0; bin < count; bin++) {
    if (values[bin]!.length === 0) continue;
    for (let row = 0; row < durationRows; row++) matrix[row * count + bin]! += cells[bin * durationRows + row]!;
  }
}

/** Percentiles of each bin, and of how many durations. */
interface BinPercentiles {
  columns: [Float64Array, Float64Array, Float64Array];
  lengths: Float64Array;
}

function noPercentiles(most: number): BinPercentiles {
  const column = () => new Float64Array(most).fill(NaN);
  return { columns: [column(), column(), column()], lengths: new Float64Array(most) };
}

/** Computes those of bins that got more. */
function findPercentiles(
  { columns, lengths }: BinPercentiles,
  parts: readonly DurationBins[],
  count: number,
): Pick<CallSeries, "p50Ms" | "p95Ms" | "p99Ms"> {
  for (let bin = 0; bin < count; bin++) {
    let length = 0;
    for (const { values } of parts) length += values[bin]!.length;
    if (length === lengths[bin]) continue;
    lengths[bin] = length;
    const found = percentilesOfBin(parts, bin, percents);
    for (let index = 0; index < percents.length; index++) columns[index]![bin] = found[index]!;
  }
  const [p50Ms, p95Ms, p99Ms] = columns;
  return { p50Ms: p50Ms.slice(0, count), p95Ms: p95Ms.slice(0, count), p99Ms: p99Ms.slice(0, count) };
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
