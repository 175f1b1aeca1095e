import { describe, expect, it } from "vitest";
import type { AlertSeries } from "../../../analytics/alerts/alert-history.ts";
import { readyRule } from "../ready-rules.ts";
import { chartBins, sparkBins } from "./chart-bins.ts";

const rule = { ...readyRule("success", { id: "r", name: "r", timeZone: "UTC" }), atLeast: 10 };
const seriesOf = (values: number[], rows: number[]): AlertSeries => ({
  ...{ firstMs: 60_000, stepMs: 60_000 },
  ...{ values: Float64Array.from(values), rows: Float64Array.from(rows), bad: new Float64Array(values.length) },
});

describe("chartBins", () => {
  it("draws thin measurements as a gap, and their rows apart", () => {
    const { values, enough, thin } = chartBins(seriesOf([0.9, 0.1, 1], [20, 3, 30]), rule);
    expect([[...values], [...enough], [...thin]]).toEqual([
      [0.9, NaN, 1],
      [20, 0, 30],
      [0, 3, 0],
    ]);
  });

  it("keeps the worst of what it joins, at most 700 bins", () => {
    const values = Array.from({ length: 2_000 }, (_, index) => (index === 1_500 ? 0.2 : 1));
    const bins = chartBins(seriesOf(values, Array<number>(2_000).fill(50)), rule);
    expect(bins.values.length).toBeLessThanOrEqual(700);
    expect(Math.min(...bins.values)).toBe(0.2);
    expect(Math.min(...sparkBins(seriesOf(values, Array<number>(2_000).fill(50)), rule))).toBe(0.2);
  });
});
