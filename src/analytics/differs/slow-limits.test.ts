import { describe, expect, it } from "vitest";
import { openDraw } from "../../sample-log/draw.ts";
import { slowLimits } from "./slow-limits.ts";

const draw = openDraw(7, () => 0);
const rows = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));

describe("slowLimits", () => {
  it("grows with the length of the audio, so that a long recording is not slow for being long", () => {
    const sizes = rows(20_000, () => 20 * draw.around(1));
    const durations = sizes.map((size) => (200 + 85 * size) * draw.around(0.2));
    const limits = slowLimits(
      rows(sizes.length, () => 1),
      sizes,
      durations,
    );
    const slow = sizes.filter((_, row) => durations[row]! > limits[row]!);
    expect(slow.length).toBeLessThan(40);
    for (const size of [2, 20, 200]) {
      const near = sizes.findIndex((one) => Math.abs(one / size - 1) < 0.1);
      expect(limits[near]! / (200 + 85 * sizes[near]!)).toBeGreaterThan(1.8);
      expect(limits[near]! / (200 + 85 * sizes[near]!)).toBeLessThan(2.6);
    }
  });

  it("is wider where durations of an operation vary more", () => {
    const operations = rows(4000, (row) => row % 2);
    const durations = operations.map((operation) => 100 * draw.around(operation === 0 ? 0.1 : 0.8));
    const limits = slowLimits(
      operations,
      rows(4000, () => NaN),
      durations,
    );
    expect(limits[0]! / 100).toBeCloseTo(2, 0);
    expect(limits[1]!).toBeGreaterThan(700);
  });

  it("is no limit of one long call", () => {
    expect(
      [...slowLimits([0, 0, 0], [NaN, NaN, NaN], [10, 12, 5000])].every((limit) => limit < 5000 && limit >= 20),
    ).toBe(true);
  });
});
