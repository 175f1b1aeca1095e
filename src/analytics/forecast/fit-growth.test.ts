import { describe, expect, it } from "vitest";
import { seededRandom } from "../../basics/seeded-random.ts";
import { fitGrowth, type Level } from "./fit-growth.ts";
import { predictSum } from "./predict.ts";
import { whenSumReaches } from "./when-reached.ts";

const dayMs = 86_400_000;

/** Levels of each day, which grow by about as much: the same seed gives the same ones. */
function generate(seed: number, days: number): Level[] {
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const mean = 1e5 + random() * 1e6;
  let value = 1e7 * random();
  return Array.from({ length: days + 1 }, (_, day) => {
    if (day > 0) value += mean * (1 + 0.3 * normal());
    return { atMs: day * dayMs, value };
  });
}

/** Of 200 series, how many have what they grew by in the next five days in their interval. */
function covered(history: (seed: number) => number, isMeasured: (seed: number, day: number) => boolean): number {
  let hits = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const days = history(seed);
    const levels = generate(seed, days + 5);
    const known = levels.slice(0, days + 1).filter((_, day) => day === 0 || day === days || isMeasured(seed, day));
    const { low, high } = predictSum(fitGrowth(known)!, 1, 5);
    const grown = levels.at(-1)!.value - levels[days]!.value;
    if (grown >= low && grown <= high) hits++;
  }
  return hits / 200;
}

describe("growth of a level", () => {
  it.each([
    ["each day", (seed: number) => 4 + (seed % 20), () => true],
    ["two of three days", (seed: number) => 12 + (seed % 20), (seed: number, day: number) => (day + seed) % 3 > 0],
    ["one of three days", (seed: number) => 20 + (seed % 20), (seed: number, day: number) => (day + seed) % 3 === 0],
  ])("has what came next in the 80 %% interval about 80 times of 100, measured %s", (_, history, isMeasured) => {
    const share = covered(history, isMeasured);
    expect([share > 0.74, share < 0.86]).toEqual([true, true]);
  });

  it("is told from four levels over three days on", () => {
    const levels = generate(1, 3);
    expect(fitGrowth(levels)).toMatchObject({ days: 3 });
    expect(fitGrowth(levels.slice(1))).toBeUndefined();
    // Four looks in one day, and one a month ago, are no history.
    expect(fitGrowth(levels.map(({ value }, at) => ({ atMs: at * 1000, value })))).toBeUndefined();
    expect(fitGrowth([{ atMs: -30 * dayMs, value: 1 }, levels[0]!])).toBeUndefined();
    expect(fitGrowth([])).toBeUndefined();
  });

  it("is counted by the time between two levels, whatever the hour of either", () => {
    const hours = [0, 20, 52, 71, 96, 120];
    const fit = fitGrowth(hours.map((hour) => ({ atMs: hour * 3_600_000, value: hour * 1000 })))!;
    expect(Math.round(fit.level)).toBe(24_000);
    expect(whenSumReaches(fit, 120_000, 200_000)).toMatchObject({ is: "expected", expected: 4 });
  });

  it("reaches nothing where less and less is stored", () => {
    const fit = fitGrowth(Array.from({ length: 12 }, (_, day) => ({ atMs: day * dayMs, value: 1e6 - day * 1e4 })))!;
    expect(whenSumReaches(fit, 8.9e5, 1e6)).toMatchObject({ is: "never" });
  });
});
