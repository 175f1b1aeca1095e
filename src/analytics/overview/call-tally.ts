import type { CallRollups } from "../call-rollups.ts";
import { minuteMs, type TimeBins } from "../time-bins.ts";
import type { DurationBins } from "./duration-bins.ts";
import type { AllOverview, CallNumbers, ErrorOverview, OperationOverview, ServiceOverview } from "./overview.ts";
import { createPercentileFinder, type PercentileFinder } from "./percentiles.ts";
import {
  createServiceTally,
  percents,
  sumCounts,
  sumSeries,
  type StoredService,
  type ServiceTally,
} from "./service-tally.ts";

/** Counts calls by service, operation and time; what was counted stays, so that an answer after a few more costs only these. */
export interface CallTally {
  add(rollups: CallRollups): void;
  /** Numbers of a service, or of all (default). */
  numbers(service?: string): CallNumbers | undefined;
  /** @param count of bins that are answered, at most `most` */
  answer(count: number): CallTallyAnswer;
  /** A copy of what was counted. */
  copy(): StoredCalls;
}

/** What calls were counted to, for a database. */
export interface StoredCalls {
  /** The bins that were counted into, and how many there is room for. */
  startMs: number;
  stepMs: number;
  most: number;
  services: [service: string, stored: StoredService][];
}

/** What was counted. */
export interface CallTallyAnswer {
  all: AllOverview;
  services: ServiceOverview[];
  operations: OperationOverview[];
  errors: ErrorOverview[];
}

/**
 * @param most of bins that the counts have room for, at most 255; each event must be in one of them, or have no time
 * @param stored of the same bins: what it was counted to before; becomes a part of the tally
 */
export function createCallTally(bins: Omit<TimeBins, "count">, most: number, stored?: StoredCalls): CallTally {
  const services = new Map(stored?.services.map(([service, of]) => [service, createServiceTally(most, of)]));
  const findInAll = createPercentileFinder();

  function numbers(service?: string): CallNumbers | undefined {
    const one = service === undefined ? undefined : services.get(service);
    if (one !== undefined) return numbersOf([one], one.find);
    return service === undefined ? numbersOf([...services.values()], findInAll) : undefined;
  }

  return {
    numbers,
    add(rollups) {
      if (rollups.runs.length === 0) return;
      const binOf = binsOfCodes(rollups, bins, most);
      for (const run of rollups.runs) {
        if (run.kind === "line") continue;
        let tally = services.get(run.service);
        if (tally === undefined) services.set(run.service, (tally = createServiceTally(most)));
        tally.add(run, rollups, binOf);
      }
    },
    copy: () => ({
      ...{ startMs: bins.startMs, stepMs: bins.stepMs, most },
      services: [...services].map(([service, tally]) => [service, tally.copy()]),
    }),
    answer(count) {
      const named = [...services].sort(([a], [b]) => compare(a, b));
      const overviews = named.map(([service, tally]): ServiceOverview => ({
        service,
        total: numbers(service)!,
        series: tally.series(count),
        durations: tally.durations(count),
      }));
      return {
        all: {
          total: numbers()!,
          series: sumSeries(
            overviews.map(({ series }) => series),
            count,
          ),
        },
        services: overviews,
        operations: named.flatMap(([service, tally]) => operationsOf(service, tally)).sort(bySlowness),
        errors: named.flatMap(([service, tally]) => errorsOf(service, tally, count)).sort(byCount),
      };
    },
  };
}

function numbersOf(services: readonly ServiceTally[], find: PercentileFinder): CallNumbers {
  return {
    ...sumCounts(services.map((service) => service.counts())),
    ...percentilesOf(
      services.flatMap((service) => service.bins()),
      find,
    ),
  };
}

/** Calls that begin in some rollups. */
export function callsOf(rollups: CallRollups | undefined): number {
  return (rollups?.runs ?? []).reduce((sum, { kind, count }) => sum + (kind === "start" ? count : 0), 0);
}

/** Most minutes of a block that are tabulated: a clock that was wrong makes it span years. */
const mostMinutes = 100_000;

/** The bin of each code of a minute; that of 0 is `most`, which is for events without a time. */
function binsOfCodes(rollups: CallRollups, { startMs, stepMs }: Omit<TimeBins, "count">, most: number) {
  const { firstMinute, lastMs, timed, counted } = rollups;
  const [start, step] = [startMs / minuteMs, stepMs / minuteMs];
  const binOf = (code: number) => Math.floor((firstMinute + code - 1 - start) / step);
  const last = Math.max(0, Math.floor(lastMs / minuteMs) - firstMinute + 1);
  if (last <= mostMinutes) {
    const bins = new Uint8Array(last + 1);
    for (let code = 1; code <= last; code++) bins[code] = binOf(code);
    bins[0] = most;
    return bins;
  }
  const bins: number[] = [];
  for (const { minutes } of [timed, counted])
    for (let at = 0; at < minutes.length; at++) bins[minutes[at]!] = binOf(minutes[at]!);
  bins[0] = most;
  return bins;
}

function percentilesOf(bins: readonly DurationBins[], find: PercentileFinder) {
  const [p50Ms, p95Ms, p99Ms] = find(bins, percents) as [number, number, number];
  return { p50Ms, p95Ms, p99Ms };
}

function operationsOf(service: string, tally: ServiceTally): OperationOverview[] {
  return [...tally.operations].map(([operation, { counts, durations, find }]) => ({
    service,
    operation,
    ...counts,
    ...percentilesOf([durations()], find),
  }));
}

function errorsOf(service: string, tally: ServiceTally, count: number): ErrorOverview[] {
  return [...tally.errors].map(([type, error]) => ({
    service,
    type,
    count: error.count,
    series: error.bins.slice(0, count),
  }));
}

function bySlowness(a: OperationOverview, b: OperationOverview): number {
  const p95 = ({ p95Ms }: OperationOverview) => (Number.isNaN(p95Ms) ? -1 : p95Ms);
  return p95(b) - p95(a) || compare(a.service, b.service) || compare(a.operation, b.operation);
}

function byCount(a: ErrorOverview, b: ErrorOverview): number {
  return b.count - a.count || compare(a.service, b.service) || compare(a.type, b.type);
}

/** By code units, as jq sorts. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
