import { describe, expect, it } from "vitest";
import { createWorkingHours } from "./working-hours.ts";

describe("working hours", () => {
  it("are those of their zone, also when its clocks change", () => {
    const isIn = createWorkingHours({
      days: [1, 2, 3, 4, 5],
      fromMinute: 540,
      toMinute: 1080,
      timeZone: "Europe/Berlin",
    });
    const at = (text: string) => isIn(Date.parse(text));
    expect([at("2026-10-23T07:00Z"), at("2026-10-26T07:59Z"), at("2026-10-26T08:00Z")]).toEqual([true, false, true]);
    expect([at("2026-10-26T16:59Z"), at("2026-10-26T17:00Z"), at("2026-10-24T10:00Z")]).toEqual([true, false, false]);
  });

  it("go over midnight into the next day", () => {
    const isIn = createWorkingHours({ days: [7], fromMinute: 1320, toMinute: 360, timeZone: "UTC" });
    const at = (text: string) => isIn(Date.parse(text));
    // 29 November 2026 is a Sunday.
    expect([
      at("2026-11-29T22:00Z"),
      at("2026-11-30T05:59Z"),
      at("2026-11-30T06:00Z"),
      at("2026-11-29T05:00Z"),
    ]).toEqual([...[true, true, false, false]]);
  });
});
