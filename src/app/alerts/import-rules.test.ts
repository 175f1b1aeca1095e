import { expect, it } from "vitest";
import type { AlertRule } from "../../analytics/alerts/alert-rule.ts";
import { logAlerts } from "../../logging/log-alerts.ts";
import { AlertRecords } from "./alert-records.svelte.ts";
import { importRules } from "./import-rules.ts";

const rule: AlertRule = {
  ...{
    id: "r",
    name: "Failing calls",
    view: "calls",
    query: "service:ASR",
    measure: { is: "failures" },
    fires: "over",
  },
  ...{ threshold: 0.15, clearsAt: 0.1, windowMs: 600_000, forMs: 0, atLeast: 5, severity: "warning", isEnabled: true },
};

it("imports the rules of a file, in place of those with their ids, and says what was left out and where", () => {
  const stored = new Map<string, string>();
  const storage = () => ({
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
  const records = new AlertRecords((text) => text, storage, new EventTarget());
  const logged: unknown[] = [];
  const log = logAlerts({ logSystemEvent: (type, _, data) => void logged.push([type, data]) });
  records.save({ ...rule, name: "Before" });
  const text = JSON.stringify({ rules: [rule, { ...rule, id: "b", query: "service:(" }] });
  expect(importRules(text, { records, log })).toEqual({
    count: 1,
    problems: [{ at: "rules[1].query", is: "query", expected: "service:(" }],
  });
  expect(records.rules).toEqual([rule]);
  expect(logged).toEqual([["audit_rules", { what: "alert_rules", change: "imported", rules: ["Failing calls"] }]]);
  expect(importRules("{", { records, log }).problems).toMatchObject([{ is: "json" }]);
});
