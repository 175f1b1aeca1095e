import { describe, expect, it } from "vitest";
import type { AlertRule } from "./alert-rule.ts";
import { parseAlertRules, readAlertRules } from "./read-alert-rules.ts";

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
  hours: { days: [1, 5], fromMinute: 540, toMinute: 1080, timeZone: "Europe/Moscow" },
};
const isQuery = (text: string) => !text.includes("(");
const problemsOf = (changes: object) => readAlertRules([{ ...rule, ...changes }], isQuery).problems;

describe("readAlertRules", () => {
  it("takes what was exported", () => {
    const { rules, problems } = parseAlertRules(JSON.stringify({ rules: [rule] }), isQuery);
    expect(problems).toEqual([]);
    expect(rules).toEqual([rule]);
  });

  it("leaves out a rule with a problem and takes the others", () => {
    const { rules, problems } = readAlertRules([{ ...rule, threshold: "15" }, rule, 7], isQuery);
    expect(rules).toEqual([rule]);
    expect(problems.slice(0, 2)).toEqual([
      { at: "rules[0].threshold", is: "type", expected: "number" },
      { at: "rules[2]", is: "type", expected: "object" },
    ]);
  });

  it("says what is wrong, and where", () => {
    expect(problemsOf({ name: undefined })).toEqual([{ at: "rules[0].name", is: "missing", expected: "string" }]);
    expect(problemsOf({ fires: "above" })).toEqual([{ at: "rules[0].fires", is: "choice", expected: "over | under" }]);
    expect(problemsOf({ threshold: 15 })).toMatchObject([{ at: "rules[0].threshold", is: "range", expected: "0…1" }]);
    expect(problemsOf({ clearsAt: 0.2 })).toMatchObject([{ at: "rules[0].clearsAt", expected: "0…0.15" }]);
    expect(problemsOf({ query: "service:(" })).toMatchObject([{ at: "rules[0].query", is: "query" }]);
    expect(problemsOf({ measure: { is: "percentile", path: "duration_ms" } })).toMatchObject([
      { at: "rules[0].measure.percent", is: "missing" },
    ]);
    expect(problemsOf({ measure: { is: "burn", target: 99 }, threshold: 14.4 })).toMatchObject([
      { at: "rules[0].measure.target", is: "range", expected: "0.5…0.99999" },
    ]);
    expect(problemsOf({ measure: { is: "burn", target: 0.99, thanMs: 700 }, threshold: 14.4 })).toEqual([]);
    expect(problemsOf({ hours: { ...rule.hours, timeZone: "Mars/Base" } })).toMatchObject([
      { at: "rules[0].hours.timeZone", is: "zone" },
    ]);
  });

  it("says that a text is no JSON, or no list", () => {
    expect(parseAlertRules("{", isQuery).problems).toMatchObject([{ at: "", is: "json" }]);
    expect(parseAlertRules("{}", isQuery).problems).toEqual([{ at: "rules", is: "type", expected: "array" }]);
  });
});
