import { describe, expect, it } from "vitest";
import { fieldTime, fromLocalMs, localMs, timeOfField } from "./local-time.ts";
import { createTimeFormat } from "./time-format.ts";

const noonMs = Date.UTC(2026, 5, 1, 12, 0, 0, 250);

describe("local time", () => {
  it.each(["UTC", "Europe/Moscow", "Asia/Kolkata", "America/St_Johns"])(
    "comes back to the same moment in %s",
    (zone) => {
      const format = createTimeFormat("en", zone);
      for (let hour = 0; hour < 24 * 400; hour += 7) {
        const timeMs = noonMs + hour * 3_600_000;
        expect(fromLocalMs(format, localMs(format, timeMs))).toBe(timeMs);
      }
    },
  );

  it("is what the clocks of the zone show", () => {
    const moscow = createTimeFormat("en", "Europe/Moscow");
    expect(localMs(moscow, noonMs) - noonMs).toBe(3 * 3_600_000);
    expect(fieldTime(moscow, noonMs)).toBe("2026-06-01T15:00:00");
    expect(timeOfField(moscow, "2026-06-01T15:00")).toBe(noonMs - 250);
    expect(timeOfField(moscow, "")).toBeNaN();
  });
});
