import { describe, expect, it } from "vitest";
import { burning, burnRate, reachedByBoth } from "./burn-rate.ts";
import { errorBudget, exhaustedMs } from "./objective.ts";

const objective = { target: 0.99, days: 30 };
const dayMs = 86_400_000;

describe("an objective", () => {
  it("has a budget of the bad rows that its target allows", () => {
    const { allowed, bad, left, share } = errorBudget(objective, { rows: 10_000, good: 9_925 });
    expect([allowed, bad, left, share].map((value) => Number(value.toFixed(6)))).toEqual([100, 75, 0.25, 0.9925]);
  });

  it("is overspent below 0, and unknown without rows", () => {
    expect(errorBudget(objective, { rows: 1000, good: 980 }).left).toBeCloseTo(-1);
    expect(errorBudget(objective, { rows: 0, good: 0 }).left).toBeNaN();
    expect(burnRate(objective, { rows: 0, good: 0 })).toBeNaN();
  });

  it("burns at 1 where exactly the target is met", () => {
    expect(burnRate(objective, { rows: 1000, good: 990 })).toBeCloseTo(1);
    expect(burnRate(objective, { rows: 100, good: 80 })).toBeCloseTo(20);
  });

  it("burns too fast only where the short window says that it goes on", () => {
    expect(
      burning([
        { long: 20, short: 20 },
        { long: 7, short: 7 },
      ]),
    ).toBe("fast");
    expect(
      burning([
        { long: 20, short: 0 },
        { long: 7, short: 7 },
      ]),
    ).toBe("slow");
    expect(
      burning([
        { long: 20, short: 0 },
        { long: 7, short: NaN },
      ]),
    ).toBeUndefined();
  });

  it("is said to burn by the lower of both rates, and not at all where the short window is empty", () => {
    expect([reachedByBoth(20, 7), reachedByBoth(7, 20), reachedByBoth(20, NaN)]).toEqual([7, 7, 0]);
    expect(reachedByBoth(NaN, NaN)).toBeNaN();
  });

  it("says when the budget is used up at this rate", () => {
    expect(exhaustedMs(objective, 0.5, 3, 0)).toBe(5 * dayMs);
    expect(exhaustedMs(objective, 0.5, 0.4, 0)).toBeUndefined();
    expect(exhaustedMs(objective, -0.1, 3, 7)).toBe(7);
    expect(exhaustedMs(objective, 0.5, NaN, 0)).toBeUndefined();
  });
});
