import { durationEdgesMs, type Overview, type ServiceOverview } from "../overview/overview.ts";
import { findChangePoint, type CountedShare } from "./change-point.ts";
import { percentileOfRows } from "./percentile-of-rows.ts";

/** What of a service changed: the share of calls that fail, or a percentile of their durations. */
export type ChangedMeasure = "failing" | "p50" | "p95";

/** Something of a service that is worse or better than before, for good. */
export interface Change {
  service: string;
  measure: ChangedMeasure;
  isWorse: boolean;
  /** Start of the first bin after it, in milliseconds since the epoch; undefined where a whole period differs from the one before. */
  sinceMs?: number;
  /** Share from 0 to 1; of durations milliseconds, estimated from their rows. */
  before: number;
  after: number;
  /** Durations from here on are those that became more or fewer, in milliseconds; of failures absent. */
  limitMs?: number;
  /** Natural logarithm of the probability that nothing changed, corrected for all that was looked at. */
  lnProbability: number;
}

/** A service of an overview, as far as its changes are looked for. */
export type WatchedService = Pick<ServiceOverview, "service" | "durations"> & {
  series: Pick<ServiceOverview["series"], "successes" | "errors">;
};

/** A change of less than this factor of durations, or of this share of calls, is not worth a word. */
const leastFactor = 1.2;
const leastShare = 0.01;
/** Above this probability a change may be chance. */
const lnCertain = Math.log(0.001);
/** Of each service: failures, p50 and p95. */
const testsOfService = 3;

/**
 * Finds what changed for good in the bins of an overview: of each service at most one change of the failures and one of the
 * durations. Only what is no coincidence; worse before better, then the most certain first.
 */
export function findChanges({
  bins,
  services,
}: {
  bins: Overview["bins"];
  services: readonly WatchedService[];
}): Change[] {
  const named = services.filter(({ service }) => service !== "");
  const lnTests = Math.log(Math.max(1, named.length * testsOfService));
  const sinceMs = (bin: number) => bins.startMs + bin * bins.stepMs;
  const found = named.flatMap((service) =>
    [failingChange(service), strongest(durationChanges(service, bins.count))].flatMap((change): Change[] => {
      if (change === undefined) return [];
      const { at, lnProbability, ...rest } = change;
      const corrected = Math.min(0, lnProbability + lnTests);
      return [{ service: service.service, ...rest, sinceMs: sinceMs(at), lnProbability: corrected }];
    }),
  );
  return sortChanges(found.filter(({ lnProbability }) => lnProbability < lnCertain));
}

/** Worse before better, then the most certain first. */
export function sortChanges(changes: Change[]): Change[] {
  return changes.toSorted((a, b) => Number(b.isWorse) - Number(a.isWorse) || a.lnProbability - b.lnProbability);
}

/** @param at index of the first bin after it */
type BinChange = Omit<Change, "service" | "sinceMs"> & { at: number };

function failingChange({ series: { errors, successes } }: WatchedService): BinChange | undefined {
  const point = findChangePoint({ parts: errors, wholes: errors.map((failed, bin) => failed + successes[bin]!) });
  if (point === undefined || Math.abs(point.after - point.before) < leastShare) return undefined;
  return { measure: "failing", isWorse: point.after > point.before, ...point };
}

function strongest(changes: BinChange[]): BinChange | undefined {
  return changes.toSorted((a, b) => a.lnProbability - b.lnProbability)[0];
}

function durationChanges({ durations }: WatchedService, count: number): BinChange[] {
  const rows = sumRows(durations, count, 0, count);
  return ([50, 95] as const).flatMap((percent): BinChange[] => {
    // Where a tenth became slower, the percentile of all is among these already: what is beyond it is looked at from both sides.
    const row = rowNearest(rows, percent === 50 ? 0.5 : 0.1);
    if (row === undefined) return [];
    const point = findChangePoint(fromRow(durations, count, row));
    if (point === undefined) return [];
    const { at, lnProbability } = point;
    const before = percentileOfRows(sumRows(durations, count, 0, at), percent);
    const after = percentileOfRows(sumRows(durations, count, at, count), percent);
    if (!(Math.max(after / before, before / after) >= leastFactor)) return [];
    const measure = percent === 50 ? "p50" : "p95";
    return [{ measure, isWorse: after > before, at, before, after, limitMs: durationEdgesMs[row - 1]!, lnProbability }];
  });
}

/** Durations of each row in the bins from `from` to `to`. */
function sumRows(durations: Float64Array, count: number, from: number, to: number): number[] {
  return Array.from({ length: durations.length / count }, (_, row) =>
    durations.subarray(row * count + from, row * count + to).reduce((sum, one) => sum + one, 0),
  );
}

/** The row from which on the share of all is nearest to one; undefined where there are no durations. */
function rowNearest(rows: readonly number[], share: number): number | undefined {
  const all = rows.reduce((sum, count) => sum + count, 0);
  let [rest, best, distance] = [all, undefined as number | undefined, Infinity];
  for (let row = 1; all > 0 && row < rows.length; row++) {
    rest -= rows[row - 1]!;
    const away = Math.abs(rest / all - share);
    if (rest > 0 && rest < all && away < distance) [best, distance] = [row, away];
  }
  return best;
}

/** Of each bin the durations of a row and of those after it. */
function fromRow(durations: Float64Array, count: number, row: number): CountedShare {
  const [parts, wholes] = [new Float64Array(count), new Float64Array(count)];
  for (let at = 0; at < durations.length; at++) {
    wholes[at % count]! += durations[at]!;
    if (at >= row * count) parts[at % count]! += durations[at]!;
  }
  return { parts, wholes };
}
