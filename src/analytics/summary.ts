import type { BlockRollups, CallRollups, CallRun, MinutePoint, TimeRange } from "./call-rollups.ts";
import { millisAt } from "./durations.ts";
import { percentiles, type SortedNumbers } from "./percentiles.ts";
import { minuteMs } from "./time-bins.ts";

/** Number of calls of one service by outcome. */
export interface ServiceSummary {
  service: string;
  /** `request_start` events. */
  calls: number;
  successes: number;
  errors: number;
  cancelled: number;
  /** successes / (successes + errors), from 0 to 1; NaN when no call ended in either. */
  successRate: number;
}

/** Durations of the calls of one operation, from `request_success` and `request_error` events with a duration. */
export interface OperationSummary {
  service: string;
  operation: string;
  /** Calls with a duration. */
  calls: number;
  /** Percentiles by nearest rank, in milliseconds. */
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
}

/** What the numbers are about. */
export interface SummaryScope extends TimeRange {
  /** Whether calls that the console made by itself are counted (`initiator` is `console`). Default true. */
  hasOwnCalls?: boolean;
}

/** Exact numbers about the calls of a log. Each equals the jq program of the same name in `jq-rules.ts` over the export. */
export interface LogSummary {
  /** All events in the range; in an imported log without the sentences that repeat an event. */
  events: number;
  /** Time of the earliest and latest event, counted or not; absent when there are none. */
  firstMs?: number;
  lastMs?: number;
  /** By name. */
  services: ServiceSummary[];
  /** By service and operation. */
  operations: OperationSummary[];
  /** Ascending; minutes without a call or an error are left out. */
  minutes: MinutePoint[];
  /** `error.error_type` of `request_error` events and of imported records without an event; most frequent first, then by name. */
  errorTypes: { type: string; count: number }[];
  /** The events by level, by name. */
  levels: { level: string; count: number }[];
  /** What the console did by itself, whether the other numbers count it or not. */
  own: { calls: number; events: number };
}

/** Adds up the rollups of several blocks, in any order. */
export function summarize(blocks: BlockRollups[], { hasOwnCalls = true }: SummaryScope = {}): LogSummary {
  const others = blocks.map((block) => block.others);
  const own = blocks.flatMap((block) => block.own ?? []);
  const all = [...others, ...own];
  const rollups = hasOwnCalls ? all : others;
  const firstMs = all.reduce((first, rollup) => Math.min(first, rollup.firstMs), Infinity);
  const lastMs = all.reduce((last, rollup) => Math.max(last, rollup.lastMs), -Infinity);
  const runs = rollups.flatMap((rollup) => rollup.runs);
  const operations = joinOperations(rollups);
  return {
    events: sumOf(rollups, ({ events }) => events),
    ...(firstMs <= lastMs && { firstMs, lastMs }),
    services: summarizeServices(operations),
    operations: operations
      .map(summarizeOperation)
      .filter(({ calls }) => calls > 0)
      .sort((a, b) => compare(a.service, b.service) || compare(a.operation, b.operation)),
    minutes: joinMinutes(rollups),
    errorTypes: joinCounts(runs.filter(hasErrorType).map(({ errorType, count }) => [errorType, count]))
      .map(([type, count]) => ({ type, count }))
      .sort((a, b) => b.count - a.count || compare(a.type, b.type)),
    levels: joinCounts(rollups.flatMap(({ levels }) => levels))
      .map(([level, count]) => ({ level, count }))
      .sort((a, b) => compare(a.level, b.level)),
    own: {
      calls: sumOf(own, (rollup) => sumOf(rollup.runs, ({ kind, count }) => (kind === "start" ? count : 0))),
      events: sumOf(own, ({ events }) => events),
    },
  };
}

function sumOf<Item>(items: Item[], numberOf: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + numberOf(item), 0);
}

function hasErrorType({ kind, errorType }: CallRun): boolean {
  return (kind === "error" || kind === "line") && errorType !== "";
}

/** Number of calls by how they went. */
interface CallCounts {
  calls: number;
  successes: number;
  errors: number;
  cancelled: number;
}

/** What the events of a kind are counted as. */
const countOf = { start: "calls", success: "successes", error: "errors", cancelled: "cancelled" } as const;

/** One operation of one service, over all rollups. */
interface JoinedOperation extends CallCounts {
  service: string;
  operation: string;
  /** Ascending lists, and the numbers of short ones, which together make one. */
  durations: SortedNumbers[];
  others: number[];
}

/** Length up to which lists are joined: a search in many costs more. */
const shortList = 128;

function joinOperations(rollups: CallRollups[]): JoinedOperation[] {
  const joined = new Map<string, Map<string, JoinedOperation>>();
  for (const { runs, timed } of rollups) {
    for (const { kind, service, operation, count, isTimed, from, length } of runs) {
      if (kind === "line") continue;
      const ofService = joined.get(service) ?? new Map<string, JoinedOperation>();
      joined.set(service, ofService);
      const none = { service, operation, calls: 0, successes: 0, errors: 0, cancelled: 0, durations: [], others: [] };
      const sum = ofService.get(operation) ?? none;
      ofService.set(operation, sum);
      sum[countOf[kind]] += count;
      if (isTimed && length > shortList)
        sum.durations.push({ length, at: (index) => millisAt(timed.durations, from + index) });
      else if (isTimed) for (let at = from; at < from + length; at++) sum.others.push(millisAt(timed.durations, at));
    }
  }
  return [...joined.values()].flatMap((ofService) => [...ofService.values()]);
}

function addCounts(sum: CallCounts, more: CallCounts): void {
  sum.calls += more.calls;
  sum.successes += more.successes;
  sum.errors += more.errors;
  sum.cancelled += more.cancelled;
}

function summarizeServices(operations: JoinedOperation[]): ServiceSummary[] {
  const services = new Map<string, ServiceSummary>();
  for (const operation of operations) {
    const { service } = operation;
    const sum = services.get(service) ?? { service, calls: 0, successes: 0, errors: 0, cancelled: 0, successRate: NaN };
    addCounts(sum, operation);
    sum.successRate = sum.successes / (sum.successes + sum.errors);
    services.set(service, sum);
  }
  return [...services.values()].sort((a, b) => compare(a.service, b.service));
}

function summarizeOperation({ service, operation, durations: long, others }: JoinedOperation): OperationSummary {
  const durations = [...long, Float64Array.from(others).sort()];
  const [p50Ms, p95Ms, p99Ms] = percentiles(durations, [50, 95, 99]) as [number, number, number];
  const calls = durations.reduce((sum, { length }) => sum + length, 0);
  return { service, operation, calls, p50Ms, p95Ms, p99Ms };
}

function joinMinutes(rollups: CallRollups[]): MinutePoint[] {
  const joined = new Map<number, MinutePoint>();
  for (const block of rollups) {
    for (const counts of ["calls", "errors"] as const) {
      const kind = counts === "calls" ? "start" : "error";
      const byCode = countMinutes(block, (run) => run.kind === kind);
      for (let code = 1; code < byCode.length; code++) {
        if (byCode[code] === undefined) continue;
        const minute = block.firstMinute + code - 1;
        let point = joined.get(minute);
        if (point === undefined) joined.set(minute, (point = { minuteMs: minute * minuteMs, calls: 0, errors: 0 }));
        point[counts] += byCode[code]!;
      }
    }
  }
  return [...joined.values()].sort((a, b) => a.minuteMs - b.minuteMs);
}

/** Number of events of some runs by the code of their minute. */
function countMinutes({ runs, timed, counted }: CallRollups, isMeant: (run: CallRun) => boolean): number[] {
  const byCode: number[] = [];
  const add = (code: number, count: number) => (byCode[code] = (byCode[code] ?? 0) + count);
  for (const run of runs.filter(isMeant)) {
    const end = run.from + run.length;
    if (run.isTimed) for (let at = run.from; at < end; at++) add(timed.minutes[at]!, 1);
    else for (let at = run.from; at < end; at++) add(counted.minutes[at]!, counted.counts[at]!);
  }
  return byCode;
}

function joinCounts(counts: [name: string, count: number][]): [name: string, count: number][] {
  const joined = new Map<string, number>();
  for (const [name, count] of counts) joined.set(name, (joined.get(name) ?? 0) + count);
  return [...joined];
}

/** By code units, as jq sorts. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
