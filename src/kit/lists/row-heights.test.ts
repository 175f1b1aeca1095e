import { describe, expect, it } from "vitest";
import { RowHeights } from "./row-heights.ts";

describe("RowHeights", () => {
  it("places every row below the panels of those before it, and finds each again", () => {
    const heights = new RowHeights(28, 280, [0, 3, 4, 9]);
    let topPx = 0;
    for (let index = 0; index < 12; index++) {
      expect(heights.topOf(index)).toBe(topPx);
      const bottomPx = topPx + heights.heightOf(index);
      for (const px of [topPx, topPx + 27, bottomPx - 1]) expect(heights.indexAt(px)).toBe(index);
      topPx = bottomPx;
    }
    expect(topPx).toBe(12 * 28 + 4 * 280);
  });

  it("covers what a viewport shows of 300,000 rows with panels, and little more", () => {
    const expanded = Array.from({ length: 50 }, (_, at) => at * 6000);
    const heights = new RowHeights(28, 280, expanded);
    for (const index of [0, 149_990, 150_000, 299_999]) {
      const topPx = heights.topOf(index) + 13;
      const { first, end } = heights.windowOf(topPx, 600, 300_000);
      expect(first).toBeLessThanOrEqual(index);
      expect(end).toBeGreaterThan(Math.min(299_999, heights.indexAt(topPx + 600)));
      expect(end - first).toBeLessThan(50);
    }
  });

  it("stays inside the list when the viewport is beyond its end", () => {
    const heights = new RowHeights(28, 280, [2]);
    expect(heights.windowOf(99_999, 600, 10)).toEqual({ first: 1, end: 10 });
    expect(heights.windowOf(-50, 600, 3)).toEqual({ first: 0, end: 3 });
    expect(heights.windowOf(0, 600, 0)).toEqual({ first: 0, end: 0 });
  });

  it("brings a row into view with its panel: at the nearest edge, or in the middle from far away", () => {
    const heights = new RowHeights(28, 280, [10]);
    expect(heights.scrollTo(10, 0, 600)).toBe(0);
    expect(heights.scrollTo(10, 400, 600)).toBe(280);
    expect(heights.scrollTo(11, 0, 600)).toBe(11 * 28 + 280 + 28 - 600);
    expect(heights.scrollTo(1000, 0, 600)).toBe(1000 * 28 + 280 - (600 - 28) / 2);
    expect(heights.scrollTo(10, 0, 200)).toBe(280);
  });
});
