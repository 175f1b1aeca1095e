import { expect, it } from "vitest";
import { linePath, spanPath } from "./line-path.ts";

const place = { leftPx: 0, rightPx: 40, yOf: (value: number) => 10 - value };

it("draws a line through the middles of bins", () => {
  expect(linePath([1, 2, 3, 4], place)).toBe("M5 9L15 8L25 7L35 6");
});

it("leaves a gap where there is no number, and shows a number that stands alone", () => {
  expect(linePath([1, NaN, 3, 4], place)).toBe("M5 9h0M25 7L35 6");
  expect(linePath([NaN, NaN, NaN, 4], place)).toBe("M35 6h0");
  expect(linePath([], place)).toBe("");
});

it("fills the area between two lines, from the first bin that has both to the last", () => {
  expect(spanPath([NaN, 1, 2, 3], [NaN, 3, 5, 4], place)).toBe("M15 7L25 5L35 6L35 7L25 8L15 9Z");
  expect(spanPath([NaN, 1], [2, NaN], place)).toBe("");
});
