import { describe, expect, it } from "vitest";
import { openChance } from "../differs/chance.ts";
import { compareSettings } from "./compare-settings.ts";
import type { ComparedSetting } from "./compared-side.ts";

const setting = (values: Record<string, number>, isChange = false): ComparedSetting => ({
  ...{ event: isChange ? "system_audit_settings" : "system_startup", path: "data.version", isChange },
  values: new Map(Object.entries(values)),
});
const compare = (left: ComparedSetting[], right: ComparedSetting[]) =>
  compareSettings(left, right, { chance: openChance(200), lnLimit: Math.log(0.001) });

describe("compareSettings", () => {
  it("names a version that is another in all starts, however few, with the values of both logs", () => {
    expect(compare([setting({ "1.0": 1 })], [setting({ "1.1": 1, "1.2": 1 })])).toMatchObject([
      { path: "data.version", left: new Map([["1.0", 1]]), right: new Map(Object.entries({ "1.1": 1, "1.2": 1 })) },
    ]);
  });

  it("says nothing of a value that both have, unless it is significantly more frequent", () => {
    expect(compare([setting({ a: 3, b: 1 })], [setting({ a: 1, b: 2, c: 1 })])).toEqual([]);
    expect(compare([setting({ a: 60, b: 2 })], [setting({ a: 2, b: 60 })]).length).toBe(1);
  });

  it("says nothing of a log without such events, but names a change that only one has", () => {
    expect(compare([setting({ a: 3 })], [])).toEqual([]);
    expect(compare([], [setting({ a: 1 }, true)])).toMatchObject([{ left: new Map(), right: new Map([["a", 1]]) }]);
  });
});
