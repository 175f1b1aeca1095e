import { describe, expect, it } from "vitest";
import { moveStretch, stretchBetween } from "./brush.ts";

describe("moveStretch", () => {
  it("stops an end at the other one", () => {
    expect(moveStretch({ from: 0.25, to: 0.5 }, "from", 0.75)).toEqual({ from: 0.5, to: 0.5 });
    expect(moveStretch({ from: 0.25, to: 0.5 }, "to", -1)).toEqual({ from: 0.25, to: 0.25 });
  });

  it("stops at the ends of the axis and keeps the length", () => {
    expect(moveStretch({ from: 0.25, to: 0.5 }, "window", 2)).toEqual({ from: 0.75, to: 1 });
    expect(moveStretch({ from: 0.25, to: 0.5 }, "window", -2)).toEqual({ from: 0, to: 0.25 });
  });
});

describe("stretchBetween", () => {
  it("takes two points in any order and cuts off what is outside", () => {
    expect(stretchBetween(0.75, -1)).toEqual({ from: 0, to: 0.75 });
  });
});
