import { describe, expect, it } from "vitest";
import { numberAt, shareOf } from "./number-scale.ts";

const even = { from: 0, to: 200, isLogarithmic: false };
const log = { from: 10, to: 100_000, isLogarithmic: true };

describe("the scale of a numeric field", () => {
  it("gives back the share of each number that it gave", () => {
    for (const scale of [even, log]) {
      for (const share of [0, 0.25, 0.5, 1]) expect(shareOf(scale, numberAt(scale, share))).toBeCloseTo(share, 2);
    }
  });

  it("rounds to three digits", () => {
    expect(numberAt({ ...even, to: 123_456 }, 0.5)).toBe(61_700);
  });

  it("keeps what is beyond an end at that end", () => {
    expect([shareOf(even, -5), shareOf(even, 900), shareOf(log, 0), shareOf(log, -1)]).toEqual([0, 1, 0, 0]);
  });

  it("has a place for the only number of a field", () => {
    expect(shareOf({ from: 5, to: 5, isLogarithmic: false }, 5)).toBe(1);
  });
});
