import { describe, expect, it } from "vitest";
import { holm, openChance } from "./chance.ts";
import { differenceInterval } from "./difference-interval.ts";

const chance = openChance(1000);

describe("openChance", () => {
  it("gives the probability of Fisher's exact test, twice its smaller tail", () => {
    // The lady tasting tea: 3 of 4 against 1 of 4; one tail is 17/70.
    expect(Math.exp(chance.lnProbability({ selected: 3, rest: 1 }, { selected: 4, rest: 4 }))).toBeCloseTo(34 / 70, 12);
    expect(Math.exp(chance.lnProbability({ selected: 4, rest: 0 }, { selected: 4, rest: 4 }))).toBeCloseTo(2 / 70, 12);
  });

  it("is the same in both directions", () => {
    const [more, less] = [
      chance.lnProbability({ selected: 9, rest: 2 }, { selected: 20, rest: 20 }),
      chance.lnProbability({ selected: 11, rest: 18 }, { selected: 20, rest: 20 }),
    ];
    expect(more).toBeCloseTo(less, 10);
  });

  it("tells probabilities apart that are smaller than any number", () => {
    const ln = openChance(100_000).lnProbability({ selected: 900, rest: 0 }, { selected: 1000, rest: 99_000 });
    expect(ln).toBeLessThan(-3000);
    expect(Number.isFinite(ln)).toBe(true);
  });

  it("has no strength where both groups have it equally often", () => {
    expect(chance.strength({ selected: 10, rest: 40 }, { selected: 100, rest: 400 })).toBeCloseTo(0, 9);
    // 2 (20 ln 2 + 20 ln 2): each row says which group it is of.
    expect(chance.strength({ selected: 20, rest: 0 }, { selected: 20, rest: 20 })).toBeCloseTo(2 * 40 * Math.LN2, 9);
  });
});

describe("holm", () => {
  it("multiplies by what is left to try, never falling", () => {
    const corrected = holm([0.001, 0.002, 0.0021, 0.9].map(Math.log), 10).map(Math.exp);
    [0.01, 0.018, 0.018, 1].forEach((expected, index) => expect(corrected[index]).toBeCloseTo(expected, 12));
  });
});

describe("differenceInterval", () => {
  it("is Newcombe's: 56 of 70 against 48 of 80 is 0.0524 to 0.3339", () => {
    const { value, low, high } = differenceInterval(56, 70, 48, 80);
    expect(value).toBeCloseTo(0.2, 4);
    expect(low).toBeCloseTo(0.0524, 4);
    expect(high).toBeCloseTo(0.3339, 4);
  });

  it("holds for shares of 0: 10 of 10 against 0 of 20 is 0.6791 to 1", () => {
    const { low, high } = differenceInterval(10, 10, 0, 20);
    expect(low).toBeCloseTo(0.6791, 4);
    expect(high).toBeCloseTo(1, 4);
  });
});
