import fc from "fast-check";
import { expect, it } from "vitest";
import { medianOf } from "./median.ts";

it("is the number in the middle of the sorted ones, of an even count the lower one", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.double(), fc.integer({ min: 0, max: 5 })), { minLength: 1 }), (values) => {
      const sorted = Float64Array.from(values.filter((value) => !Number.isNaN(value))).sort();
      const expected = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN;
      expect(medianOf(Float64Array.from(values)) + 0).toBe(expected + 0);
    }),
  );
});
