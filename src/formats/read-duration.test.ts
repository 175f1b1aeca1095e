import { describe, expect, it } from "vitest";
import { readDuration } from "./read-duration.ts";

describe("readDuration", () => {
  it.each([
    ["12ms", 12],
    ["1.5 s", 1500],
    ["250µs", 0.25],
    ["100ns", 0.0001],
    ["1m2.5s", 62_500],
    ["1h0m0s", 3_600_000],
    ["00:00:01.5", 1500],
    ["1.00:00:00", 86_400_000],
  ])("reads %s", (text, durationMs) => {
    expect(readDuration(text)).toBe(durationMs);
  });

  it("takes no duration from a bare number or words", () => {
    for (const text of ["", "12", "fast", "12 parsecs", "ms", "-5ms", "1".repeat(1e5)]) {
      expect([text, readDuration(text)]).toEqual([text, undefined]);
    }
  });
});
