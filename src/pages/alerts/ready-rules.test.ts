import { describe, expect, it } from "vitest";
import { burnWindows, shortWindowsInLong } from "../../analytics/alerts/burn-rate.ts";
import type { Objective } from "../../analytics/alerts/objective.ts";
import { readAlertRules } from "../../analytics/alerts/read-alert-rules.ts";
import { isQueryText } from "../../app/alerts/is-query-text.ts";
import { createFormat } from "../../kit/i18n/format.ts";
import { alertsText } from "./alerts-text.ts";
import { burnRule, readyRule, readyRuleNames } from "./ready-rules.ts";
import { rowsLink } from "./rows-link.ts";
import { lengthOf, measuredValue, ruleService, ruleSummary } from "./rule-words.ts";

const named = { id: "r", name: "A rule", timeZone: "Europe/Moscow" };
const ready = (kind: (typeof readyRuleNames)[number]) => readyRule(kind, named);
const format = createFormat("en", "UTC");

describe("ready rules", () => {
  it("are rules that an import takes", () => {
    const rules = readyRuleNames.map((kind, index) => ({ ...ready(kind), id: String(index) }));
    expect(readAlertRules(rules, isQueryText)).toEqual({ rules, problems: [] });
  });

  it("watch in the zone of the person, each with hours of its own", () => {
    const [one, other] = [ready("absence"), ready("absence")];
    expect(one.hours).toMatchObject({ timeZone: "Europe/Moscow" });
    expect(one.hours).not.toBe(other.hours);
  });
});

describe("burnRule", () => {
  const objective: Objective = {
    ...{ id: "o", name: "Fast TTS", query: "service:TTS", good: { is: "success" }, target: 0.995, days: 30 },
  };

  it("watches the calls and the promise of its objective, over the windows of the pair", () => {
    const rule = burnRule({ ...objective, good: { is: "faster", thanMs: 700 } }, "slow", { id: "r", name: "n" });
    expect(rule).toMatchObject({ query: "service:TTS", measure: { is: "burn", target: 0.995, thanMs: 700 } });
    for (const [index, pair] of (["fast", "slow"] as const).entries()) {
      const { threshold, windowMs } = burnRule(objective, pair, { id: "r", name: "n" });
      const { rate, longMs, shortMs } = burnWindows[index]!;
      expect([threshold, windowMs, windowMs / shortWindowsInLong]).toEqual([rate, longMs, shortMs]);
    }
  });
});

describe("the words of a rule", () => {
  it("say what is measured, over which window, and for how long", () => {
    expect(ruleSummary(ready("slow"), alertsText.en, format)).toBe("p95 duration_ms, 1\u00a0h, for 10\u00a0min");
    expect(ruleSummary(ready("unavailable"), alertsText.en, format)).toBe("number of rows, 10\u00a0min");
    expect(ruleSummary(ready("burnFast"), alertsText.en, format)).toBe("burn rate, 1\u00a0h / 5\u00a0min");
    expect(ruleSummary(ready("room"), alertsText.en, format)).toBe("room of the log");
  });

  it("write a measurement in the unit of its rule", () => {
    const value = (kind: Parameters<typeof ready>[0], number: number) =>
      measuredValue(ready(kind).measure, number, format);
    expect(value("success", 0.956)).toBe("96%");
    expect(value("success", 0.013)).toBe("1.3%");
    expect(value("slow", 15_300)).toBe("15.3\u00a0s");
    expect(value("quota", 1200)).toBe("1,200");
    expect(value("burnSlow", 6.26)).toBe("6.3×");
    expect(value("success", NaN)).toBe("–");
  });

  it("leave out a part of a length that is 0", () => {
    const [hour, minute] = [3_600_000, 60_000];
    expect([hour, hour + minute, 30 * minute, 10 * hour].map((ms) => lengthOf(ms, format))).toEqual([
      ...["1\u00a0h", "1\u00a0h 1\u00a0min", "30\u00a0min", "10\u00a0h"],
    ]);
  });

  it("name the one service of the query", () => {
    expect(ruleService(ready("firstChunk"))).toBe("TTS");
    expect(ruleService({ ...ready("success"), query: "service:(TTS OR ASR)" })).toBeUndefined();
  });
});

describe("rowsLink", () => {
  const query = (href: string) => Object.fromEntries(new URLSearchParams(href.split("?")[1]));

  it("means the rows that the rule measures: finished calls, unless it counts", () => {
    const rule = { ...ready("success"), query: "service:TTS OR service:ASR" };
    expect(query(rowsLink(rule, "", { fromMs: 5, toMs: 7 }))).toEqual({
      ...{ q: "(service:TTS OR service:ASR) outcome:(ok OR error)", view: "calls", from: "5", to: "7" },
    });
    expect(query(rowsLink(ready("unavailable"), "abc"))).toEqual({
      ...{ q: "error.error_type:UNAVAILABLE", view: "calls", log: "abc" },
    });
  });

  it("shows events of the console, too", () => {
    expect(query(rowsLink(ready("health"), ""))).toMatchObject({ view: "events", own: "1" });
  });
});
