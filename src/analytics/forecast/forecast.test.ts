import { describe, expect, it } from "vitest";
import { seededRandom } from "../../basics/seeded-random.ts";
import { busiestHour } from "./busiest-hour.ts";
import { fitSeries } from "./fit-series.ts";
import { predictDay, predictSum } from "./predict.ts";
import { whenDayReaches, whenSumReaches } from "./when-reached.ts";

const week = [1.3, 1.4, 1.35, 1.3, 1.1, 0.3, 0.25];

/** A series as services have it: a level, growth, perhaps a week, and noise. The same seed gives the same one. */
function generate(seed: number, days: number, { growth = 0.02, isWeekly = true, noise = 0.15 } = {}): number[] {
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const level = 50 + random() * 1000;
  const slope = level * growth * (random() * 2 - 0.5);
  return Array.from({ length: days }, (_, at) => {
    const share = isWeekly ? week[(at + seed) % 7]! : 1;
    return Math.max(0, share * (level + slope * at) * (1 + noise * normal()));
  });
}

/** Of 200 series with a history of these days, how many have what came next in their interval. */
function covered(days: (seed: number) => number, isWeekly: boolean): { day: number; sum: number } {
  let [day, sum] = [0, 0];
  for (let seed = 1; seed <= 200; seed++) {
    const history = days(seed);
    const series = generate(seed, history + 14, { isWeekly });
    const fit = fitSeries(series.slice(0, history))!;
    const ahead = 1 + (seed % 14);
    const one = predictDay(fit, ahead);
    const value = series[history + ahead - 1]!;
    if (value >= one.low && value <= one.high) day++;
    const all = predictSum(fit, 1, 14);
    const total = series.slice(history).reduce((a, b) => a + b, 0);
    if (total >= all.low && total <= all.high) sum++;
  }
  return { day: day / 200, sum: sum / 200 };
}

describe("forecast of days", () => {
  it.each([
    ["three to thirteen days", (seed: number) => 3 + (seed % 11), false],
    ["two to four weeks", (seed: number) => 14 + (seed % 15), true],
    ["two to four weeks without a pattern", (seed: number) => 14 + (seed % 15), false],
    ["one to three months", (seed: number) => 30 + (seed % 60), true],
  ] as const)("has what came next in the 80 % interval about 80 times of 100, after %s", (_, days, isWeekly) => {
    const { day, sum } = covered(days, isWeekly);
    expect([day > 0.74, day < 0.86]).toEqual([true, true]);
    expect([sum > 0.74, sum < 0.86]).toEqual([true, true]);
  });

  it("is refused for a history under three days", () => {
    for (const history of [[], [5], [5, 9]]) expect(fitSeries(history)).toBeUndefined();
    expect(fitSeries([5, 9, 7])).toBeDefined();
  });

  it("tells no pattern of the week before each weekday was there twice", () => {
    const series = generate(4, 60);
    expect(fitSeries(series.slice(0, 13))!.pattern).toBeUndefined();
    const { pattern } = fitSeries(series)!;
    for (const [day, share] of pattern!.entries()) expect(Math.abs(share - week[(day + 4) % 7]!)).toBeLessThan(0.15);
  });

  it("tells a pattern of the week of a service that rests on some of its days", () => {
    const fit = fitSeries(Array.from({ length: 28 }, (_, at) => (at % 7 < 5 ? 100 + (at % 2) : 0)))!;
    expect(predictDay(fit, 6)).toEqual({ expected: 0, low: 0, high: 0 });
    expect(Math.round(predictDay(fit, 1).expected / 10)).toBe(10);
  });

  it("finds none in four weeks of noise, in 98 of 100 series", () => {
    const found = Array.from({ length: 100 }, (_, seed) => fitSeries(generate(seed, 28, { isWeekly: false }))!);
    expect(found.filter(({ pattern }) => pattern !== undefined).length).toBeLessThanOrEqual(2);
  });

  it("is hardly moved by one day that is ten times the others", () => {
    const series = Array.from({ length: 30 }, (_, at) => 100 + at + (at % 3));
    const [calm, struck] = [series, series.map((value, at) => (at === 22 ? value * 10 : value))].map(
      (values) => predictDay(fitSeries(values)!, 7).expected,
    ) as [number, number];
    expect(Math.abs(struck / calm - 1)).toBeLessThan(0.05);
  });

  it("of a service that is used on few days expects their mean, and knows how far days are from it", () => {
    const fit = fitSeries(Array.from({ length: 21 }, (_, at) => (at % 5 === 0 ? 50 : 0)))!;
    const { expected, low, high } = predictDay(fit, 3);
    expect([Math.round(expected), low]).toEqual([12, 0]);
    expect(high).toBeGreaterThan(30);
  });

  it("is never negative, also of a series that sinks", () => {
    const fit = fitSeries(Array.from({ length: 20 }, (_, at) => 100 - 5 * at))!;
    for (const ahead of [1, 10, 100]) expect(predictDay(fit, ahead).low).toBeGreaterThanOrEqual(0);
  });
});

describe("when a limit is reached", () => {
  const growing = Array.from({ length: 30 }, (_, at) => 100 + 2 * at + (at % 3));

  it("is the day on which the line arrives there, between the ends of the interval", () => {
    const reach = whenDayReaches(fitSeries(growing)!, growing, 200);
    // 100 + 2 * 49 + 1 is the last below 200, on day 20 after the history of 30.
    if (reach.is !== "expected") throw new Error(reach.is);
    expect(Math.abs(reach.expected - 20)).toBeLessThanOrEqual(1);
    expect(reach.earliest).toBeLessThanOrEqual(reach.expected);
    expect(reach.latest).toBeGreaterThanOrEqual(reach.expected);
  });

  it("is never for a flat series, and noise looks like growth in at most 1 of 100", () => {
    const flat = new Array<number>(30).fill(40);
    expect(whenDayReaches(fitSeries(flat)!, flat, 41)).toMatchObject({ is: "never", why: "flat" });
    const reaching = Array.from({ length: 100 }, (_, seed) => {
      const values = generate(seed + 1, 28, { growth: 0 });
      return whenDayReaches(fitSeries(values)!, values, Math.max(...values) * 2).is;
    });
    expect(reaching.filter((is) => is !== "never").length).toBeLessThanOrEqual(1);
  });

  it("is already, where the last week was there", () => {
    expect(whenDayReaches(fitSeries(growing)!, growing, 158)).toEqual({ is: "already" });
  });

  it("is no day that is too far for the history", () => {
    const reach = whenDayReaches(fitSeries(growing)!, growing, 1e6);
    expect(reach).toEqual({ is: "never", why: "far", searchedDays: 90 });
  });

  it("comes sooner for what is used more", () => {
    const days = [0.5, 1, 2].map((factor) => whenSumReaches(fitSeries(growing)!, 5_000, 10_000, factor));
    const expected = days.map((reach) => (reach.is === "expected" ? reach.expected : NaN));
    expect(expected).toEqual([...expected].sort((a, b) => b - a));
    expect(new Set(expected).size).toBe(3);
  });

  it("is the sum of days for what accumulates, and never for what does not grow", () => {
    const flat = new Array<number>(10).fill(100);
    expect(whenSumReaches(fitSeries(flat)!, 500, 1_500)).toEqual({
      is: "expected",
      expected: 10,
      earliest: 10,
      latest: 10,
      searchedDays: 30,
    });
    const none = new Array<number>(10).fill(0);
    expect(whenSumReaches(fitSeries(none)!, 500, 1_500)).toMatchObject({ is: "never", why: "flat" });
    expect(whenSumReaches(fitSeries(none)!, 1_500, 1_500)).toEqual({ is: "already" });
  });
});

describe("busiest hour", () => {
  it("is one of the day while the history is under two weeks, then one of the week, and none under three days", () => {
    const hours = Array.from({ length: 168 }, (_, at) => (at % 24 === 10 ? 20 : 1) + (at === 34 ? 1 : 0));
    expect(busiestHour(hours, 2)).toBeUndefined();
    expect(busiestHour(hours, 7)).toMatchObject({ hour: 10 });
    expect(busiestHour(hours, 7)).not.toHaveProperty("weekday");
    expect(busiestHour(hours, 14)).toMatchObject({ hour: 10, weekday: 1 });
    expect(busiestHour(new Array<number>(168).fill(0), 14)).toBeUndefined();
  });
});
