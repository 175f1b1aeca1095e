import type { MeasureRequest } from "../../query/measure.ts";
import { alertScope, goodCalls } from "./alert-questions.ts";
import type { Objective } from "./objective.ts";

/** Asks for the finished calls of an objective and the share of good ones, in equal stretches of a range. */
export function objectiveQuestion(objective: Objective, fromMs: number, toMs: number, bins: number): MeasureRequest {
  const { query, good } = objective;
  const rule = { view: "calls", query, measure: { is: "success" } } as const;
  return {
    ...alertScope(rule, { nowMs: toMs, zone: "utc" }),
    range: { fromMs, toMs },
    measures: [{ is: "rows" }, { is: "share", part: goodCalls(good.is === "faster" ? good.thanMs : undefined) }],
    over: { is: "time", fromMs, toMs, bins },
  };
}
