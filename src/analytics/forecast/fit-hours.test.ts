import { describe, expect, it } from "vitest";
import { seededRandom } from "../../basics/seeded-random.ts";
import { fitHours, predictHour } from "./fit-hours.ts";

/** How a working day goes: nothing at night, most before noon. */
const day = [0, 0, 0, 0, 0, 1, 3, 8, 20, 30, 34, 30, 22, 26, 28, 24, 18, 12, 8, 6, 4, 3, 1, 0];
const sum = day.reduce((a, b) => a + b, 0);

/** Hours as services have them: a day, growth, busier and quieter days and hours; of `level` calls a day as counts. */
function generate(seed: number, hours: number, { level = 2_000, growth = 0.02, noise = 0.15 } = {}): number[] {
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const slope = growth * (random() * 2 - 0.5);
  const busy = Array.from({ length: Math.ceil(hours / 24) }, () => 1 + 0.1 * normal());
  return Array.from({ length: hours }, (_, at) => {
    const usual = (level * day[at % 24]!) / sum;
    const mean = usual * (1 + (slope * at) / 24) * busy[Math.floor(at / 24)]! * (1 + noise * normal());
    return Math.max(0, Math.round(mean + Math.sqrt(Math.max(0, mean)) * normal()));
  });
}

/** Of the working hours of the two days after 200 histories, how many are in their interval. */
function covered(level: number, hoursOf: (seed: number) => number): number {
  let [hits, all] = [0, 0];
  for (let seed = 1; seed <= 200; seed++) {
    const hours = hoursOf(seed);
    const values = generate(seed, hours + 48, { level });
    const fit = fitHours(values.slice(0, hours))!;
    for (let ahead = 1; ahead <= 48; ahead++) {
      const at = hours + ahead - 1;
      if (day[at % 24]! < 3) continue;
      const { low, high } = predictHour(fit, ahead);
      all++;
      if (values[at]! >= low && values[at]! <= high) hits++;
    }
  }
  return hits / all;
}

describe("forecast of hours", () => {
  it.each([
    ["three to six whole days", 2_000, (seed: number) => 24 * (3 + (seed % 4))],
    ["seven to thirteen whole days", 2_000, (seed: number) => 24 * (7 + (seed % 7))],
    ["days of which the last is under way", 2_000, (seed: number) => 72 + (seed % 200)],
    ["days of few calls", 150, (seed: number) => 24 * (3 + (seed % 11))],
  ] as const)("has what came next in the 80 %% interval about 80 times of 100, after %s", (_, level, hoursOf) => {
    const share = covered(level, hoursOf);
    expect([share > 0.74, share < 0.86]).toEqual([true, true]);
  });

  it("is refused for a history under three whole days", () => {
    expect(fitHours(generate(1, 71))).toBeUndefined();
    expect(fitHours(generate(1, 72))).toBeDefined();
  });

  it("expects nothing of the hours of a night on which nothing happened", () => {
    const fit = fitHours(generate(2, 120))!;
    expect(predictHour(fit, 3)).toEqual({ expected: 0, low: 0, high: 0 });
    expect(predictHour(fit, 11).expected).toBeGreaterThan(100);
  });

  it("goes on at the hour that comes, where the last day is under way", () => {
    const fit = fitHours(generate(3, 120 + 9))!;
    const ahead = Array.from({ length: 24 }, (_, at) => predictHour(fit, at + 1).expected);
    // The busiest hour of the day is ten o'clock.
    expect(Math.abs(((ahead.indexOf(Math.max(...ahead)) + 9) % 24) - 10)).toBeLessThanOrEqual(1);
  });

  it("is hardly moved by one hour that is ten times the others", () => {
    const values = generate(4, 144);
    const struck = values.map((value, at) => (at === 58 ? value * 10 : value));
    const [calm, moved] = [values, struck].map((hours) => predictHour(fitHours(hours)!, 11)) as [
      ReturnType<typeof predictHour>,
      ReturnType<typeof predictHour>,
    ];
    expect(Math.abs(moved.expected / calm.expected - 1)).toBeLessThan(0.2);
    expect((moved.high - moved.low) / (calm.high - calm.low)).toBeLessThan(2);
  });

  it("is nothing where nothing happened", () => {
    expect(predictHour(fitHours(new Array<number>(96).fill(0))!, 5)).toEqual({ expected: 0, low: 0, high: 0 });
  });
});
