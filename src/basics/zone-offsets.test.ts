import { expect, it } from "vitest";
import { zoneOffsets } from "./zone-offsets.ts";

const hourMs = 3_600_000;

it("knows when a zone changes its clocks", () => {
  expect(zoneOffsets("Europe/Berlin", Date.UTC(2026, 0, 1, 12), Date.UTC(2026, 11, 1))).toEqual([
    { fromMs: Date.UTC(2026, 0, 1, 12), offsetMs: hourMs },
    { fromMs: Date.UTC(2026, 2, 29, 1), offsetMs: 2 * hourMs },
    { fromMs: Date.UTC(2026, 9, 25, 1), offsetMs: hourMs },
  ]);
});

it("has one distance where the clocks do not change", () => {
  const range = [Date.UTC(2026, 0, 1), Date.UTC(2026, 11, 1)] as const;
  expect(zoneOffsets("Europe/Moscow", ...range)).toEqual([{ fromMs: range[0], offsetMs: 3 * hourMs }]);
  expect(zoneOffsets("utc", ...range)).toEqual([{ fromMs: range[0], offsetMs: 0 }]);
  expect(zoneOffsets("Nowhere/Town", ...range)).toEqual([{ fromMs: range[0], offsetMs: 0 }]);
});
