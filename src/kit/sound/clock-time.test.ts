import { describe, expect, it } from "vitest";
import { clockTime } from "./clock-time.ts";

describe("clockTime", () => {
  it.each([
    [0, "0:00.0"],
    [7.49, "0:07.4"],
    [0.3, "0:00.3"],
    [59.99, "0:59.9"],
    [60, "1:00.0"],
    [750.06, "12:30.0"],
  ])("shows %d s as %s", (seconds, shown) => {
    expect(clockTime(seconds)).toBe(shown);
  });
});
