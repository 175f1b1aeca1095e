import { expect, it } from "vitest";
import { exploredLog } from "../../../test/support/explored-log.ts";
import { openExploredLog } from "../../../test/support/open-explored-log.ts";
import type { AlertRule } from "../../analytics/alerts/alert-rule.ts";
import type { Objective } from "../../analytics/alerts/objective.ts";
import { measureObjective } from "./measure-objective.ts";
import { measureRule } from "./measure-rule.ts";

const objective: Objective = {
  ...{ id: "o", name: "Calls end well", query: "service:TTS", good: { is: "success" }, target: 0.9, days: 30 },
};

it("counts the budget of the days, what is left of it over time, and how fast it is spent", async () => {
  const events = [...exploredLog(900, 5)];
  const { explorer } = await openExploredLog(events);
  const [firstMs, lastMs] = [events[0]!, events.at(-1)!].map(({ timestamp }) => Date.parse(timestamp)) as [
    number,
    number,
  ];
  const atMs = lastMs + 1;
  const { budget, rows, left, rates, fromMs } = await measureObjective(explorer, objective, { firstMs, atMs });
  const rule: AlertRule = {
    ...{ id: "r", name: "r", view: "calls", query: "service:TTS", measure: { is: "success" }, fires: "under" },
    ...{ threshold: 1, clearsAt: 1, windowMs: atMs - firstMs, forMs: 0, atLeast: 1, severity: "info", isEnabled: true },
  };
  const log = { measure: explorer.measure, getLogStats: () => Promise.reject(new Error()) };
  const sample = await measureRule(log, rule, { nowMs: atMs, zone: "utc", room: () => 1 });
  expect([rows, fromMs]).toEqual([sample.rows, firstMs]);
  expect(budget.share).toBeCloseTo(sample.value, 12);
  expect(left.at(-1)).toBeCloseTo(budget.left, 12);
  // The log is shorter than an hour, so both windows are all of it.
  expect(rates[0]).toBeCloseTo((1 - sample.value) / 0.1, 9);

  const faster: Objective = { ...objective, good: { is: "faster", thanMs: 500 } };
  const { budget: stricter } = await measureObjective(explorer, faster, { firstMs, atMs });
  expect(stricter.bad).toBeGreaterThan(budget.bad);
});
