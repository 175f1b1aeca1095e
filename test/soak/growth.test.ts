import { describe, expect, it } from "vitest";
import { growthOfLows } from "./growth.ts";

describe("growthOfLows", () => {
  it("is what a leak adds from one quarter to the next, whatever the first half did", () => {
    expect(growthOfLows([5, 80, 20, 60, 40, 41, 42, 43])).toBe(2);
  });

  it("is nothing for what fills up and is emptied again", () => {
    expect(growthOfLows([1, 4, 9, 14, 20, 25, 14, 18, 25, 14, 20, 25, 14, 22, 26, 14])).toBe(0);
  });

  it("refuses to judge by too few measurements", () => {
    expect(() => growthOfLows([1, 2, 3])).toThrow("eight measurements are needed, got 3");
  });
});
