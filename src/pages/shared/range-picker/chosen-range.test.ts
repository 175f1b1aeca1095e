import { expect, it } from "vitest";
import { timeRangeOf } from "./chosen-range.ts";

it("counts a relative range back from the end of the log, and leaves its end open", () => {
  expect(timeRangeOf({ lastMs: 900_000 }, 1_000_000)).toEqual({ fromMs: 100_000 });
  expect(timeRangeOf({ fromMs: 1, toMs: 2 }, 1_000_000)).toEqual({ fromMs: 1, toMs: 2 });
});
