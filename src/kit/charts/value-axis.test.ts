import { describe, expect, it } from "vitest";
import { createValueAxis, shareOf } from "./value-axis.ts";

describe("the axis of values", () => {
  it("begins at 0 and ends at a round number over the greatest", () => {
    expect(createValueAxis([3, NaN, 47], {}, 200)).toEqual({
      from: 0,
      to: 60,
      isLogarithmic: false,
      ticks: [0, 20, 40, 60],
    });
    expect(createValueAxis([0.012], {}, 200).ticks).toEqual([0, 0.005, 0.01, 0.015]);
  });

  it("counts in whole numbers where there are no halves", () => {
    expect(createValueAxis([1], { isWhole: true }, 400).ticks).toEqual([0, 1]);
  });

  it("keeps the ends that are given", () => {
    const axis = createValueAxis([0.95, 0.99], { from: 0.9, to: 1 }, 200);
    expect(axis.ticks).toEqual([0.9, 0.95, 1]);
    expect([axis.from, axis.to]).toEqual([0.9, 1]);
  });

  it("has ticks at powers where the numbers are far apart", () => {
    const axis = createValueAxis([0.2, 30_000], { isLogarithmic: true }, 200);
    expect(axis.ticks).toEqual([1, 10, 100, 1000, 10_000]);
    expect(shareOf(axis, 0.2)).toBe(0);
    expect(shareOf(axis, 30_000)).toBe(1);
  });

  it("has ticks at round lengths of time where values are milliseconds", () => {
    expect(createValueAxis([200_000], { isDuration: true }, 200).ticks).toEqual([0, 60_000, 120_000, 180_000, 240_000]);
    expect(createValueAxis([900], { isDuration: true }, 200).ticks).toEqual([0, 500, 1000]);
    expect(createValueAxis([20, 200_000], { isDuration: true, isLogarithmic: true }, 200).ticks).toEqual([
      100, 1000, 10_000, 60_000,
    ]);
  });

  it("is there without any value", () => {
    expect(createValueAxis([], {}, 200).ticks.length).toBeGreaterThan(1);
    expect(createValueAxis([NaN], { isLogarithmic: true }, 200).isLogarithmic).toBe(false);
    expect(createValueAxis([0, 0], {}, 100).to).toBeGreaterThan(0);
  });
});
