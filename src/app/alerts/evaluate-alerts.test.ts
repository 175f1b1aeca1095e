import { describe, expect, it } from "vitest";
import type { AlertRule } from "../../analytics/alerts/alert-rule.ts";
import type { AlertStates } from "./alert-records.svelte.ts";
import { createAlertEvaluation } from "./evaluate-alerts.ts";

const minuteMs = 60_000;
const rule: AlertRule = {
  ...{ id: "r", name: "Failing calls", view: "calls", query: "", measure: { is: "failures" }, fires: "over" },
  ...{
    threshold: 0.15,
    clearsAt: 0.1,
    windowMs: 10 * minuteMs,
    forMs: 0,
    atLeast: 5,
    severity: "warning",
    isEnabled: true,
  },
};

/** Tabs over one record of states, whose log has this share of failures. */
function setup(rules: AlertRule[] = [rule]) {
  const world = { nowMs: 1_000_000_000, share: 0, isBroken: false };
  const said: string[] = [];
  let states: AlertStates = { byRule: {} };
  const openTab = () =>
    createAlertEvaluation({
      rules: () => rules,
      states: { get: () => states, set: (next) => (states = JSON.parse(JSON.stringify(next)) as AlertStates) },
      measure: (_, atMs) => {
        if (world.isBroken) return Promise.reject(new Error("no answer"));
        return Promise.resolve({ atMs, value: world.share, rows: 50 });
      },
      onTransition: ({ name }, { is }) => said.push(`${name} ${is}`),
      onGap: (fromMs, toMs) => said.push(`gap ${String((toMs - fromMs) / minuteMs)}`),
      onFailure: ({ name }) => said.push(`${name} failed`),
      nowMs: () => world.nowMs,
    });
  const signal = new AbortController().signal;
  const pass = async (tab: (signal: AbortSignal) => Promise<void>, minutes = 1) => {
    world.nowMs += minutes * minuteMs;
    await tab(signal);
  };
  return { world, said, openTab, pass, states: () => states };
}

describe("createAlertEvaluation", () => {
  it("says once that an alert fires and once that it ended, over tabs that take over from one another", async () => {
    const { world, said, openTab, pass } = setup();
    const [first, second] = [openTab(), openTab()];
    await pass(first);
    world.share = 0.5;
    await pass(first);
    await pass(second);
    world.share = 0;
    await pass(second);
    expect(said).toEqual(["Failing calls firing", "Failing calls resolved"]);
  });

  it("says that nobody evaluated for a night, once for all rules, and fires nothing for it", async () => {
    const missing: AlertRule = {
      ...rule,
      id: "m",
      measure: { is: "count" },
      fires: "under",
      threshold: 1,
      clearsAt: 1,
    };
    const { world, said, openTab, pass, states } = setup([rule, { ...rule, id: "s" }, missing]);
    const tab = openTab();
    await pass(tab);
    await pass(tab, 600);
    expect(said).toEqual(["gap 600"]);
    expect(states().gap).toEqual({ fromMs: world.nowMs - 600 * minuteMs, toMs: world.nowMs });
  });

  it("takes a clock that was set back as a gap, too", async () => {
    const { said, openTab, pass } = setup();
    const tab = openTab();
    await pass(tab);
    await pass(tab, -30);
    await pass(tab);
    expect(said).toEqual(["gap -30"]);
  });

  it("says once that a rule cannot be measured, and keeps where it stands", async () => {
    const { world, said, openTab, pass, states } = setup();
    const tab = openTab();
    world.share = 0.5;
    await pass(tab);
    world.isBroken = true;
    await pass(tab);
    await pass(tab);
    expect(said).toEqual(["Failing calls firing", "Failing calls failed"]);
    expect(states().byRule["r"]!.phase).toBe("firing");
  });

  it("forgets rules that are switched off or gone", async () => {
    const rules = [rule];
    const { openTab, pass, states } = setup(rules);
    const tab = openTab();
    await pass(tab);
    rules[0] = { ...rule, id: "other" };
    await pass(tab);
    expect(Object.keys(states().byRule)).toEqual(["other"]);
  });

  it("changes nothing after it was ended", async () => {
    const { openTab, states } = setup();
    await openTab()(AbortSignal.abort());
    expect(states()).toEqual({ byRule: {} });
  });
});
