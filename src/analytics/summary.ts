import { createCallCells, type MinutePoint, type OperationCell, type TimeRange } from "./call-cells.ts";
import type { EventColumns } from "./event-columns.ts";
import { percentiles } from "./percentile.ts";

/** How the calls of one service ended. */
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

/** How long the calls of one operation took: `request_success` and `request_error` events that carry a duration. */
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

/** Exact numbers about the calls of a log. Each equals the rule of the same name in `jq-rules.ts` over the exported file. */
export interface LogSummary {
  /** Events in the range, of any kind. */
  events: number;
  /** Time of the earliest and latest event; absent when there are none. */
  firstMs?: number;
  lastMs?: number;
  /** By name. */
  services: ServiceSummary[];
  /** By service and operation. */
  operations: OperationSummary[];
  /** Ascending; minutes without a call or an error are left out. */
  minutes: MinutePoint[];
  /** `error.error_type` of `request_error` events, most frequent first, then by name. */
  errorTypes: { type: string; count: number }[];
}

/** Counts calls over columns. Events without a readable time are in no range but in the whole. */
export function summarize(blocks: EventColumns[], range: TimeRange = {}): LogSummary {
  const cells = createCallCells(range);
  for (const block of blocks) cells.add(block);
  const { events, firstMs, lastMs, operations, minutes, errorTypes } = cells;
  return {
    events,
    ...(firstMs <= lastMs && { firstMs, lastMs }),
    services: summarizeServices([...operations.values()]),
    operations: [...operations.values()]
      .filter(({ durations }) => durations.length > 0)
      .map(summarizeOperation)
      .sort((a, b) => compare(a.service, b.service) || compare(a.operation, b.operation)),
    minutes: [...minutes.values()].sort((a, b) => a.minuteMs - b.minuteMs),
    errorTypes: [...errorTypes]
      .map(([type, count]) => ({ type, count }))
      .sort((a, b) => b.count - a.count || compare(a.type, b.type)),
  };
}

function summarizeServices(cells: OperationCell[]): ServiceSummary[] {
  const services = new Map<string, ServiceSummary>();
  for (const { service, calls, successes, errors, cancelled } of cells) {
    const sum = services.get(service) ?? { service, calls: 0, successes: 0, errors: 0, cancelled: 0, successRate: NaN };
    sum.calls += calls;
    sum.successes += successes;
    sum.errors += errors;
    sum.cancelled += cancelled;
    sum.successRate = sum.successes / (sum.successes + sum.errors);
    services.set(service, sum);
  }
  return [...services.values()].sort((a, b) => compare(a.service, b.service));
}

function summarizeOperation({ service, operation, durations }: OperationCell): OperationSummary {
  const [p50Ms, p95Ms, p99Ms] = percentiles(durations.values(), [50, 95, 99]) as [number, number, number];
  return { service, operation, calls: durations.length, p50Ms, p95Ms, p99Ms };
}

/** By code units, as jq sorts. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
