import type { MeasureAnswer, MeasureRequest } from "../../query/measure.ts";
import type { ExploreScope } from "../../store/explore.ts";

/** The calls of one service, added up. */
export interface ServiceTotals {
  /** Undefined: calls without one. */
  service: string | undefined;
  calls: number;
  failed: number;
  cancelled: number;
  unfinished: number;
  /** Of all calls together; NaN where no call has one. */
  durationMs: number;
  receivedBytes: number;
  audioSeconds: number;
}

/** The question whose answer `readTotals` reads. */
export function totalsRequest(scope: ExploreScope): MeasureRequest {
  return {
    ...scope,
    measures: [
      { is: "rows" },
      { is: "sum", path: "duration_ms" },
      { is: "sum", path: "response_size_bytes" },
      { is: "sum", path: "response_data.audio_seconds" },
    ],
    // More than any log has services by outcomes.
    by: { is: "combinations", paths: ["service", "outcome"], limit: mostCombinations },
  };
}

const mostCombinations = 10_000;

/** Totals by service, most calls first. */
export function readTotals({ by, numbers }: MeasureAnswer): ServiceTotals[] {
  const totals = new Map<string | undefined, ServiceTotals>();
  for (const [at, group] of by.entries()) {
    if (group.is !== "combination") continue;
    const [name, outcome] = group.values;
    const service = name === undefined ? undefined : String(name);
    const [calls, durationMs, receivedBytes, audioSeconds] = numbers.map((of) => of[at]![0]!) as Numbers;
    const before = totals.get(service) ?? { ...noCalls, service };
    totals.set(service, {
      service,
      calls: before.calls + calls,
      failed: before.failed + (outcome === "error" ? calls : 0),
      cancelled: before.cancelled + (outcome === "cancelled" ? calls : 0),
      unfinished: before.unfinished + (outcome === "unfinished" ? calls : 0),
      durationMs: sum(before.durationMs, durationMs),
      receivedBytes: sum(before.receivedBytes, receivedBytes),
      audioSeconds: sum(before.audioSeconds, audioSeconds),
    });
  }
  return [...totals.values()].sort((a, b) => b.calls - a.calls);
}

/** All services together. */
export function addTotals(services: readonly ServiceTotals[]): ServiceTotals {
  return services.reduce(
    (all, one) => ({
      service: undefined,
      calls: all.calls + one.calls,
      failed: all.failed + one.failed,
      cancelled: all.cancelled + one.cancelled,
      unfinished: all.unfinished + one.unfinished,
      durationMs: sum(all.durationMs, one.durationMs),
      receivedBytes: sum(all.receivedBytes, one.receivedBytes),
      audioSeconds: sum(all.audioSeconds, one.audioSeconds),
    }),
    noCalls,
  );
}

type Numbers = [number, number, number, number];

const noCalls: ServiceTotals = {
  ...{ service: undefined, calls: 0, failed: 0, cancelled: 0, unfinished: 0 },
  ...{ durationMs: NaN, receivedBytes: NaN, audioSeconds: NaN },
};

/** NaN is no number at all. */
function sum(one: number, other: number): number {
  return Number.isNaN(one) ? other : Number.isNaN(other) ? one : one + other;
}
