import { expect, it } from "vitest";
import type { AlertRule } from "../../analytics/alerts/alert-rule.ts";
import type { AlertStates } from "./alert-records.svelte.ts";
import { createAlertEvaluation } from "./evaluate-alerts.ts";
import { createLazyEvaluation } from "./lazy-evaluation.ts";

const rule: AlertRule = {
  ...{ id: "a", name: "A", query: "", view: "calls", measure: { is: "count" }, fires: "over", threshold: 1 },
  ...{ clearsAt: 1, windowMs: 60_000, forMs: 0, atLeast: 1, severity: "warning", isEnabled: true },
};

/** A page with these rules, whose code loads or not. */
function setup(rules: AlertRule[]) {
  const seen = { loads: 0, isServed: true, measured: 0, failures: [] as string[] };
  let states: AlertStates = { byRule: {} };
  const evaluate = createLazyEvaluation(
    {
      rules: () => rules,
      states: { get: () => states, set: (next) => (states = next) },
      onTransition: () => undefined,
      onGap: () => undefined,
      onFailure: ({ id }, failure) => seen.failures.push(`${id}: ${String(failure)}`),
      nowMs: () => 1_000,
    },
    () => {
      seen.loads++;
      if (!seen.isServed) return Promise.reject(new TypeError("no server"));
      const measureRule = () => Promise.resolve({ atMs: 1_000, rows: ++seen.measured, value: 0 });
      return Promise.resolve({ createAlertEvaluation, measureRule });
    },
  );
  return { seen, evaluate: () => evaluate(new AbortController().signal) };
}

it("loads nothing while there is no rule that is switched on", async () => {
  const { seen, evaluate } = setup([{ ...rule, isEnabled: false }]);
  await evaluate();
  expect(seen.loads).toBe(0);
});

it("says once of each rule that its code did not load, and evaluates as soon as it does", async () => {
  const { seen, evaluate } = setup([rule, { ...rule, id: "b" }]);
  seen.isServed = false;
  await evaluate();
  await evaluate();
  expect(seen.failures).toEqual(["a: TypeError: no server", "b: TypeError: no server"]);
  expect(seen.measured).toBe(0);
  seen.isServed = true;
  await evaluate();
  expect([seen.measured, seen.loads]).toEqual([2, 3]);
});
