import type { AlertMeasure, AlertRule } from "../../../analytics/alerts/alert-rule.ts";

/** Where a rule with this measure begins: the direction and threshold that usually make sense. */
const beginnings: Record<AlertMeasure["is"], Pick<AlertRule, "measure" | "fires" | "threshold" | "clearsAt">> = {
  success: { measure: { is: "success" }, fires: "under", threshold: 0.96, clearsAt: 0.97 },
  failures: { measure: { is: "failures" }, fires: "over", threshold: 0.1, clearsAt: 0.08 },
  share: { measure: { is: "share", part: "outcome:cancelled" }, fires: "over", threshold: 0.2, clearsAt: 0.15 },
  count: { measure: { is: "count" }, fires: "over", threshold: 10, clearsAt: 5 },
  percentile: {
    ...{ measure: { is: "percentile", path: "duration_ms", percent: 95 }, fires: "over" },
    ...{ threshold: 5_000, clearsAt: 4_000 },
  },
  burn: { measure: { is: "burn", target: 0.99 }, fires: "over", threshold: 14.4, clearsAt: 12 },
  "log-room": { measure: { is: "log-room" }, fires: "over", threshold: 0.9, clearsAt: 0.8 },
};

/** The rule with another measure, and with a threshold in its unit. */
export function withMeasure(rule: AlertRule, is: AlertMeasure["is"]): AlertRule {
  return rule.measure.is === is ? rule : { ...rule, ...beginnings[is] };
}
