import { expect, it } from "vitest";
import { isLastRange, timeRangeOf } from "./chosen-range.ts";

it("counts a relative range back from the end of the log, and leaves its end open", () => {
  expect(timeRangeOf({ last: "15m" }, 1_000_000)).toEqual({ fromMs: 100_000 });
  expect(timeRangeOf({ fromMs: 1, toMs: 2 }, 1_000_000)).toEqual({ fromMs: 1, toMs: 2 });
});

it("knows the names of relative ranges and nothing else", () => {
  expect(["7d", "2d", "toString", ""].map(isLastRange)).toEqual([true, false, false, false]);
});
