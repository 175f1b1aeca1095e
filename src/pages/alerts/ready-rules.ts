import type { AlertRule } from "../../analytics/alerts/alert-rule.ts";
import type { Objective } from "../../analytics/alerts/objective.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

type Template = Omit<AlertRule, "id" | "name" | "isEnabled">;
const usual = { view: "calls", query: "", forMs: 0, atLeast: 20, severity: "warning" } as const;

/** Rules to start from. */
const templates = {
  success: {
    ...usual,
    ...{
      measure: { is: "success" },
      fires: "under",
      threshold: 0.96,
      clearsAt: 0.97,
      windowMs: hourMs,
      forMs: 10 * minuteMs,
    },
    severity: "critical",
  },
  slow: {
    ...usual,
    ...{
      measure: { is: "percentile", path: "duration_ms", percent: 95 },
      fires: "over",
      threshold: 15_000,
      clearsAt: 12_000,
    },
    ...{ windowMs: hourMs, forMs: 10 * minuteMs },
  },
  absence: {
    ...usual,
    ...{ measure: { is: "count" }, fires: "under", threshold: 1, clearsAt: 1, windowMs: 15 * minuteMs, atLeast: 0 },
    hours: { days: [1, 2, 3, 4, 5], fromMinute: 9 * 60, toMinute: 18 * 60, timeZone: "UTC" },
  },
  unavailable: {
    ...usual,
    query: "error.error_type:UNAVAILABLE",
    ...{ measure: { is: "count" }, fires: "over", threshold: 20, clearsAt: 10, windowMs: 10 * minuteMs, atLeast: 0 },
    severity: "critical",
  },
  quota: {
    ...usual,
    query: "error.error_type:RESOURCE_EXHAUSTED",
    ...{ measure: { is: "count" }, fires: "over", threshold: 5, clearsAt: 2, windowMs: hourMs, atLeast: 0 },
  },
  firstChunk: {
    ...usual,
    query: "service:TTS",
    measure: { is: "percentile", path: "response_data.time_to_first_chunk_ms", percent: 95 },
    ...{ fires: "over", threshold: 400, clearsAt: 350, windowMs: hourMs, forMs: 10 * minuteMs },
  },
  health: {
    ...usual,
    ...{ view: "events", query: "event:system_health_check_complete" },
    measure: { is: "share", part: "-data.health_status.overall_status:healthy" },
    ...{ fires: "over", threshold: 0.99, clearsAt: 0.5, windowMs: 15 * minuteMs, atLeast: 3 },
    severity: "critical",
  },
  burnFast: {
    ...usual,
    ...{ measure: { is: "burn", target: 0.99 }, fires: "over", threshold: 14.4, clearsAt: 12, windowMs: hourMs },
    severity: "critical",
  },
  burnSlow: {
    ...usual,
    ...{ measure: { is: "burn", target: 0.99 }, fires: "over", threshold: 6, clearsAt: 5, windowMs: 6 * hourMs },
  },
  room: {
    ...usual,
    ...{ measure: { is: "log-room" }, fires: "over", threshold: 0.9, clearsAt: 0.8, windowMs: hourMs, atLeast: 0 },
    severity: "info",
  },
} as const satisfies Record<string, Template>;

export type ReadyRule = keyof typeof templates;
export const readyRuleNames = Object.keys(templates) as ReadyRule[];

/** A rule to start from. @param timeZone of its hours, an IANA name */
export function readyRule(kind: ReadyRule, named: { id: string; name: string; timeZone: string }): AlertRule {
  const template: Template = structuredClone(templates[kind]) as Template;
  const { id, name, timeZone } = named;
  return { ...template, ...(template.hours && { hours: { ...template.hours, timeZone } }), id, name, isEnabled: true };
}

/** A rule that fires while the budget of an objective is spent too fast. */
export function burnRule(
  { query, target, good }: Objective,
  pair: "fast" | "slow",
  named: { id: string; name: string },
): AlertRule {
  const rule = readyRule(pair === "fast" ? "burnFast" : "burnSlow", { ...named, timeZone: "UTC" });
  return { ...rule, query, measure: { is: "burn", target, ...(good.is === "faster" && { thanMs: good.thanMs }) } };
}
