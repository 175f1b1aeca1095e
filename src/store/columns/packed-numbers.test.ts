import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packNumbers, unpackNumbers } from "./packed-numbers.ts";

const roundTrip = (values: number[]) => Array.from(unpackNumbers(packNumbers(values), values.length));

describe("packNumbers", () => {
  it("restores every number exactly", () => {
    const kinds = fc.oneof(
      fc.constant(NaN),
      fc.integer(),
      fc.maxSafeInteger(),
      fc.integer({ min: 0, max: 5_000_000 }).map((thousandths) => thousandths / 1000),
      fc.double(),
    );
    fc.assert(fc.property(fc.array(kinds), (values) => void expect(roundTrip(values)).toEqual(values)));
  });

  it("takes four bytes for times within a month and for durations of three decimals", () => {
    expect(packNumbers([1_767_603_600_000, 1_767_603_600_000 + 30 * 86_400_000]).width).toBe(4);
    expect(packNumbers([NaN, 0.001, 2156.032, 4_000_000.5]).width).toBe(4);
  });

  it("takes nothing when every number is absent", () => {
    expect(packNumbers([NaN, NaN]).bytes).toHaveLength(0);
    expect(roundTrip([NaN, NaN])).toEqual([NaN, NaN]);
  });

  it("falls back to doubles for numbers that do not fit", () => {
    for (const values of [[0.0001], [-0], [1e300], [0, 2 ** 40], [Infinity]]) {
      expect(packNumbers(values).width).toBe(8);
      expect(roundTrip(values)).toEqual(values);
    }
  });
});
