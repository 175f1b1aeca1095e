import { describe, expect, it } from "vitest";
import { createTimeFormat } from "../i18n/time-format.ts";
import { timeTicks } from "./time-ticks.ts";

const startMs = Date.UTC(2026, 10, 27, 20, 30);
const hourMs = 3_600_000;
const labels = (zone: string, lengthMs: number, most = 6) =>
  timeTicks(startMs, startMs + lengthMs, most, createTimeFormat("en", zone)).map(({ label }) =>
    label.replace(/, 20\d\d/, ""),
  );

describe("timeTicks", () => {
  it("labels the beginning of a day with its date, in the zone of the format", () => {
    expect(labels("UTC", 6 * hourMs)).toEqual(["21:00", "22:00", "23:00", "Nov 28", "01:00", "02:00"]);
    expect(labels("Europe/Moscow", 6 * hourMs)).toEqual(["Nov 28", "01:00", "02:00", "03:00", "04:00", "05:00"]);
  });

  it("names the day with the first moment where no day begins", () => {
    expect(labels("UTC", 2 * hourMs, 4)).toEqual(["Nov 27, 20:30", "21:00", "21:30", "22:00"]);
  });

  it("marks a week more than once on a narrow axis", () => {
    expect(labels("UTC", 170 * hourMs, 3)).toEqual(["Nov 30", "Dec 3"]);
  });

  it("tells seconds apart", () => {
    expect(labels("UTC", 20_000, 4)).toEqual(["Nov 27, 20:30:00", "20:30:05", "20:30:10", "20:30:15"]);
  });

  it("writes milliseconds where moments are less than a second apart", () => {
    expect(labels("UTC", 20, 3)).toEqual(["Nov 27, 20:30:00.000", "20:30:00.010", "20:30:00.020"]);
    expect(labels("UTC", 1, 1)[0]).toBe("Nov 27, 20:30:00.000");
  });

  it("gives at most as many as asked for, from a millisecond to ten years", () => {
    for (let lengthMs = 1; lengthMs < 10 * 365 * 24 * hourMs; lengthMs *= 1.7) {
      const format = createTimeFormat("en", "Europe/London");
      const ticks = timeTicks(startMs, startMs + lengthMs, 7, format).map(({ timeMs }) => timeMs);
      expect(ticks.length).toBeLessThanOrEqual(7);
      expect(ticks).toEqual([...new Set(ticks)].sort((one, other) => one - other));
    }
  });

  it("gives none for no time", () => {
    expect(timeTicks(5, 5, 4, createTimeFormat("en", "UTC"))).toEqual([]);
  });
});
