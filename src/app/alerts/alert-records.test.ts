import { describe, expect, it } from "vitest";
import type { AlertRule } from "../../analytics/alerts/alert-rule.ts";
import { newAlertState } from "../../analytics/alerts/alert-state.ts";
import { createLiveSecrets } from "../../basics/live-secrets.ts";
import { AlertRecords } from "./alert-records.svelte.ts";

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

/** Tabs of one browser. */
function setup() {
  const stored = new Map<string, string>();
  const tabs: EventTarget[] = [];
  const { learn, scrub } = createLiveSecrets();
  function openTab() {
    const tab = new EventTarget();
    tabs.push(tab);
    const storage = {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem(key: string, value: string) {
        stored.set(key, value);
        for (const other of tabs) if (other !== tab) other.dispatchEvent(Object.assign(new Event("storage"), { key }));
      },
    };
    return new AlertRecords(scrub, () => storage, tab);
  }
  return { openTab, stored, learn };
}

describe("AlertRecords", () => {
  it("shows every tab the same rules and states, also after a reload", () => {
    const { openTab } = setup();
    const [here, there] = [openTab(), openTab()];
    here.save(rule);
    here.setStates({ evaluatedMs: 7, byRule: { r: { ...newAlertState(0), phase: "firing" } } });
    for (const tab of [here, there, openTab()]) {
      expect(tab.rules).toEqual([rule]);
      expect(tab.firing).toEqual([rule]);
    }
    // Rules that did not change stay the same objects: nothing is counted again.
    const [before] = there.rules;
    here.setStates({ ...here.states, evaluatedMs: 8 });
    expect([there.states.evaluatedMs, there.rules[0] === before]).toEqual([8, true]);
    there.save({ ...rule, isEnabled: false });
    expect([here.rules.length, here.firing]).toEqual([1, []]);
    here.delete("r");
    expect(there.rules).toEqual([]);
  });

  it("keeps no secret in use", () => {
    const { openTab, stored, learn } = setup();
    learn("token", "s3cret-token");
    const records = openTab();
    expect(records.save({ ...rule, query: '"s3cret-token"' })).toBe(false);
    expect([...stored.values()].join("")).not.toContain("s3cret");
  });

  it("leaves out what is no rule, and begins anew where nothing can be parsed", () => {
    const { openTab, stored } = setup();
    stored.set("audiokit-alert-rules", JSON.stringify([rule, { id: "x" }]));
    stored.set("audiokit-alert-objectives", "{");
    stored.set("audiokit-alert-states", "[1]");
    const { rules, objectives, states } = openTab();
    expect([rules, objectives, states.byRule]).toEqual([[rule], [], {}]);
  });
});
