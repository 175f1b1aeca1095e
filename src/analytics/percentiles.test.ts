import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percentiles } from "./percentiles.ts";

describe("percentiles", () => {
  it("equals joining the lists, sorting and taking the nearest rank", () => {
    const list = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.nat(5)), { maxLength: 100 });
    fc.assert(
      fc.property(fc.array(list, { minLength: 1, maxLength: 8 }), (lists) => {
        const sorted = Float64Array.from(lists.flat()).sort();
        const percents = [1, 50, 95, 99, 100];
        const expected = percents.map((percent) => sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? NaN);
        const answer = percentiles(
          lists.map((values) => Float64Array.from(values).sort()),
          percents,
        );
        // -0 and 0 are one value here, as in jq.
        expect(answer.map((value) => value + 0)).toEqual(expected.map((value) => value + 0));
      }),
    );
  });

  it("is NaN where there are no values", () => {
    expect(percentiles([], [50])).toEqual([NaN]);
  });
});
