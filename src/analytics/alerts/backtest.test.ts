import { describe, expect, it } from "vitest";
import { seededRandom } from "../../basics/seeded-random.ts";
import type { AlertHistory } from "./alert-history.ts";
import type { AlertRule } from "./alert-rule.ts";
import { backtest, type Firing } from "./backtest.ts";
import { findBetterSetting } from "./better-setting.ts";
import { findBaseline } from "./find-incidents.ts";
import { firingsAt, sliderChoices } from "./slider-choices.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const stepMs = 5 * minuteMs;
const fromMs = Date.UTC(2026, 10, 21);
const rule: AlertRule = {
  ...{
    id: "r",
    name: "Failing calls",
    view: "calls",
    query: "service:ASR",
    measure: { is: "failures" },
    fires: "over",
  },
  ...{
    threshold: 0.15,
    clearsAt: 0.13,
    windowMs: 30 * minuteMs,
    forMs: 10 * minuteMs,
    atLeast: 20,
    severity: "warning",
  },
  isEnabled: true,
};

/** A week of calls, many by day and few by night, of which 1.5 % fail; more between some hours. */
function week(seed: number, faults: { fromHour: number; toHour: number; share: number }[] = []): AlertHistory {
  const random = seededRandom(seed);
  const bins = (7 * 24 * hourMs) / stepMs;
  const rows = new Float64Array(bins);
  const bad = new Float64Array(bins);
  for (let index = 0; index < bins; index++) {
    const hour = (index * stepMs) / hourMs;
    const isDay = hour % 24 >= 8 && hour % 24 < 19;
    rows[index] = Math.floor(random() * (isDay ? 30 : 5));
    const share = faults.find(({ fromHour, toHour }) => hour >= fromHour && hour < toHour)?.share ?? 0.015;
    for (let call = 0; call < rows[index]!; call++) if (random() < share) bad[index]!++;
  }
  return { fromMs, stepMs, rows, bad };
}

const outage = { fromHour: 85, toHour: 85.5, share: 0.95 };
const drift = { fromHour: 128, toHour: 168, share: 0.08 };
const hourOf = (atMs: number) => (atMs - fromMs) / hourMs;

describe("a burn rate", () => {
  const burn: AlertRule = {
    ...rule,
    ...{ measure: { is: "burn", target: 0.97 }, threshold: 6, clearsAt: 5, windowMs: hourMs, forMs: 0 },
  };

  it("fires within an outage, and ends soon after it though the long window is still full of it", () => {
    const { firings } = backtest(week(1, [outage]), burn)!;
    expect(firings).toHaveLength(1);
    const [{ fromMs: firedMs, toMs, verdict, peak }] = firings as [Firing];
    expect(hourOf(firedMs)).toBeGreaterThan(outage.fromHour);
    expect(hourOf(firedMs)).toBeLessThan(outage.toHour);
    expect(hourOf(toMs!) - outage.toHour).toBeLessThan(0.2);
    expect([verdict, peak > 10 && peak < 1 / 0.03]).toEqual(["real", true]);
    const alone = backtest(week(1, [outage]), {
      ...burn,
      measure: { is: "failures" },
      threshold: 0.18,
      clearsAt: 0.15,
    })!;
    expect(hourOf(alone.firings[0]!.toMs!) - outage.toHour).toBeGreaterThan(0.5);
  });

  it("does not fire in a week as usual, and offers thresholds as rates", () => {
    const history = week(2);
    expect(backtest(history, burn)!.firings).toEqual([]);
    expect(sliderChoices(history, burn).threshold).toContain(6);
    expect(firingsAt(week(2, [outage]), burn, "threshold", [6, 100])).toEqual([1, 0]);
  });
});

describe("findBaseline", () => {
  it("finds an outage and a drift, and what is usual without them", () => {
    const { usual, incidents } = findBaseline(week(1, [outage, drift]), rule);
    expect(usual).toBeCloseTo(0.015, 2);
    expect(incidents).toHaveLength(2);
    expect(hourOf(incidents![0]!.fromMs)).toBeCloseTo(85, 0);
    expect(hourOf(incidents![0]!.toMs)).toBeCloseTo(85.5, 0);
    expect(Math.abs(hourOf(incidents![1]!.fromMs) - 128)).toBeLessThan(6);
    expect(hourOf(incidents![1]!.toMs)).toBeGreaterThan(160);
  });

  it("finds none in 100 weeks without a fault, but for one at most", () => {
    const found = Array.from({ length: 100 }, (_, seed) => findBaseline(week(seed + 100), rule).incidents!.length);
    expect(found.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(1);
  });

  it("does not judge where rows are missed", () => {
    const absence: AlertRule = { ...rule, measure: { is: "count" }, fires: "under" };
    expect(findBaseline(week(1), absence).incidents).toBeUndefined();
  });

  it("finds a burst of counted rows", () => {
    const history = week(3, [{ fromHour: 60, toHour: 62, share: 0.5 }]);
    const failures: AlertHistory = { ...history, rows: history.bad };
    const { incidents } = findBaseline(failures, { ...rule, measure: { is: "count" } });
    expect(incidents!.map((one) => Math.round(hourOf(one.fromMs)))).toEqual([60]);
  });
});

describe("backtest", () => {
  it("says when it would have fired, how long, its peak, and what it rests on", () => {
    const result = backtest(week(1, [outage, drift]), rule)!;
    const first = result.firings.find(({ verdict }) => verdict === "real")!;
    expect(hourOf(first.fromMs)).toBeCloseTo(85.4, 0);
    expect(first.peak).toBeGreaterThan(0.8);
    expect(first.bad / first.rows).toBe(first.peak);
    expect(first.toMs! - first.fromMs).toBeLessThan(2 * hourMs);
  });

  it("sees the outage, and misses a drift below its threshold", () => {
    const { incidents, delayMs } = backtest(week(1, [outage, drift]), {
      ...rule,
      threshold: 0.25,
      clearsAt: 0.2,
      atLeast: 40,
    })!;
    expect(incidents!.map(({ firedMs }) => firedMs !== undefined)).toEqual([true, false]);
    expect(delayMs).toBeGreaterThan(0);
    expect(delayMs).toBeLessThanOrEqual(30 * minuteMs);
  });

  it("calls a firing thin that rests on a few calls of a night", () => {
    const history = week(2);
    history.rows.fill(4, 12, 24);
    history.bad.fill(0, 0, 24).fill(1, 12, 16);
    const { firings } = backtest(history, rule)!;
    expect(firings[0]).toMatchObject({ verdict: "thin" });
    expect(firings[0]!.bad).toBe(4);
  });

  it("says the share of time in which too few calls were there to judge", () => {
    expect(backtest(week(1), { ...rule, atLeast: 1 })!.thinShare).toBeLessThan(0.05);
    expect(backtest(week(1), { ...rule, atLeast: 40 })!.thinShare).toBeGreaterThan(0.5);
  });

  it("stands where it stands at the end of the log", () => {
    const late = week(1, [{ fromHour: 166, toHour: 168, share: 0.9 }]);
    const { state, firings } = backtest(late, { ...rule, atLeast: 5 })!;
    expect(state.phase).toBe("firing");
    expect(firings.at(-1)!.toMs).toBeUndefined();
  });

  it("watches in working hours only", () => {
    const history = week(1, [outage]);
    const hours = { days: [1, 2, 3, 4, 5], fromMinute: 540, toMinute: 720, timeZone: "UTC" };
    expect(backtest(history, { ...rule, atLeast: 60, hours })!.firings).toEqual([]);
  });

  it("reads a percentile from the windows that were asked for", () => {
    const slow: AlertRule = {
      ...rule,
      measure: { is: "percentile", path: "duration_ms", percent: 95 },
      threshold: 900,
      clearsAt: 900,
    };
    const history = week(1);
    const values = Float64Array.from(history.rows, (_, index) => (index >= 200 && index < 220 ? 1500 : 400));
    const asked = { ...history, percentiles: new Map([[rule.windowMs, values]]) };
    expect(backtest(asked, { ...slow, atLeast: 1 })!.firings).toHaveLength(1);
    expect(backtest(history, slow)).toBeUndefined();
  });
});

describe("firingsAt", () => {
  it("equals the backtest at each value of each slider", () => {
    const history = week(4, [outage, drift]);
    const choices = sliderChoices(history, rule);
    const fires = (changed: AlertRule) => backtest(history, changed)!.firings.length;
    for (const slider of ["windowMs", "forMs", "atLeast"] as const) {
      expect(firingsAt(history, rule, slider, choices[slider])).toEqual(
        choices[slider].map((value) => fires({ ...rule, [slider]: value })),
      );
    }
    expect(choices.threshold).toContain(0.15);
    expect(firingsAt(history, rule, "threshold", [0.15])).toEqual([fires(rule)]);
  });
});

describe("findBetterSetting", () => {
  it("offers one that sees both incidents and no chance ones", () => {
    const history = week(1, [outage, drift]);
    const better = findBetterSetting(history, rule, sliderChoices(history, rule), findBaseline(history, rule))!;
    expect(better.result.incidents!.every(({ firedMs }) => firedMs !== undefined)).toBe(true);
    expect(better.result.firings.filter(({ verdict }) => verdict === "thin")).toEqual([]);
    expect(better.result.strayMs).toBeLessThanOrEqual(backtest(history, rule)!.strayMs);
  });

  it("offers none where the rule sees all and fires for nothing else", () => {
    const history = week(6, [outage]);
    const good = { ...rule, threshold: 0.3, clearsAt: 0.2, atLeast: 40 };
    expect(findBetterSetting(history, good, sliderChoices(history, good), findBaseline(history, good))).toBeUndefined();
  });
});
