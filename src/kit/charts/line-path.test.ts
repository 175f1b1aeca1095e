import { expect, it } from "vitest";
import { linePath } from "./line-path.ts";

const place = { leftPx: 0, rightPx: 40, yOf: (value: number) => 10 - value };

it("draws a line through the middles of bins", () => {
  expect(linePath([1, 2, 3, 4], place)).toBe("M5 9L15 8L25 7L35 6");
});

it("leaves a gap where there is no number, and shows a number that stands alone", () => {
  expect(linePath([1, NaN, 3, 4], place)).toBe("M5 9h0M25 7L35 6");
  expect(linePath([NaN, NaN, NaN, 4], place)).toBe("M35 6h0");
  expect(linePath([], place)).toBe("");
});
