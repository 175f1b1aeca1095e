import type { MeasureAnswer, MeasureRequest, RangeGroup } from "../../query/measure.ts";
import type { ExploreScope } from "../../store/explore.ts";

/** Stretches of time of a lane. */
const bins = 60;
/** Most services that have a lane. */
const mostServices = 8;

/** How many calls of one service began when. */
export interface ServiceLane {
  service: string;
  /** Only those that failed. */
  isFailed: boolean;
  counts: number[];
}

/** Calls by service along time. */
export interface ServiceLanes {
  /** In milliseconds since the epoch. */
  stretches: RangeGroup[];
  /** The services with the most calls first, then the failures of those that have some. */
  lanes: ServiceLane[];
}

/** The question whose answer `readLanes` reads. */
export function lanesRequest(scope: ExploreScope, fromMs: number, toMs: number): MeasureRequest {
  const failed = { is: "field", path: "outcome", test: { is: "value", value: "error", isQuoted: false } } as const;
  return {
    ...scope,
    measures: [{ is: "rows" }, { is: "share", part: failed }],
    by: { is: "values", path: "service", limit: mostServices },
    over: { is: "time", fromMs, toMs: toMs + 1, bins },
  };
}

/** Reads the lanes of services. */
export function readLanes({ by, over, numbers: [calls, shares] }: MeasureAnswer): ServiceLanes {
  const lanes = by.map((group, at): ServiceLane => {
    const service = group.is === "value" ? String(group.value) : "";
    return { service, isFailed: false, counts: Array.from(calls![at]!) };
  });
  // A share of no calls is no number.
  const failures = lanes.map(({ service, counts }, at): ServiceLane => {
    return {
      service,
      isFailed: true,
      counts: counts.map((count, bin) => Math.round(count * (shares![at]![bin]! || 0))),
    };
  });
  return {
    stretches: over.flatMap((group) => (group.is === "range" ? [group] : [])),
    lanes: [...lanes, ...failures.filter(({ counts }) => counts.some((count) => count > 0))],
  };
}
