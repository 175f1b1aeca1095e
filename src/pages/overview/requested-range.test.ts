import { describe, expect, it } from "vitest";
import { requestedRange, coverage } from "./requested-range.ts";

describe("requestedRange", () => {
  it("ends a relative range with the minute that is under way, and compares it with one as long before", () => {
    expect(requestedRange({ lastMs: 3_600_000 }, 7_230_000)).toEqual({
      range: { fromMs: 3_660_000, toMs: 7_260_000 },
      before: { fromMs: 60_000, toMs: 3_660_000 },
    });
  });

  it("takes exact ends as they are, and compares a range without a beginning with nothing", () => {
    expect(requestedRange({ fromMs: 2_500, toMs: 4_000 }, 9e9)).toEqual({
      range: { fromMs: 2_500, toMs: 4_000 },
      before: { fromMs: 1_000, toMs: 2_500 },
    });
    expect(requestedRange({ toMs: 4_000 }, 9e9)).toEqual({ range: { toMs: 4_000 } });
    expect(requestedRange({}, 9e9)).toEqual({ range: {} });
  });
});

describe("coverage", () => {
  it("is the share of the range after the log began", () => {
    const range = { fromMs: 1_000, toMs: 5_000 };
    expect([0, 2_000, 6_000].map((firstMs) => coverage(range, firstMs))).toEqual([1, 0.75, 0]);
  });
});
