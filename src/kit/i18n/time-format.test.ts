import { execFile } from "node:child_process";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTimeFormat } from "./time-format.ts";

const plainSpaces = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, " ");
const berlin = createTimeFormat("en", "Europe/Berlin");
const utc = createTimeFormat("en", "UTC");
/** Clocks in Berlin go back from 3 to 2 in this moment, and forward from 2 to 3 in the other. */
const backMs = Date.UTC(2026, 9, 25, 1);
const forwardMs = Date.UTC(2026, 2, 29, 1);

describe("a time in a zone", () => {
  it("states the zone that holds in its moment, across a change of the clocks", () => {
    expect([backMs - 1000, backMs, forwardMs - 1000, forwardMs].map(berlin.dateTime).map(plainSpaces)).toEqual([
      "Oct 25, 2026, 02:59:59 UTC+2",
      "Oct 25, 2026, 02:00:00 UTC+1",
      "Mar 29, 2026, 01:59:59 UTC+1",
      "Mar 29, 2026, 03:00:00 UTC+2",
    ]);
    expect(utc.dateTime(backMs)).toMatch(/UTC$/);
  });

  it("states both zones of a range over a change of the clocks, and one of any other", () => {
    expect(plainSpaces(berlin.dateTimeRange(backMs - 1000, backMs))).toBe(
      "Oct 25, 2026, 02:59:59 UTC+2 – Oct 25, 2026, 02:00:00 UTC+1",
    );
    expect(plainSpaces(berlin.dateTimeRange(backMs, backMs + 1000))).toBe("Oct 25, 2026, 02:00:00 – 02:00:01 UTC+1");
    expect(berlin.zone(backMs - 1, backMs)).toBe("UTC+2, UTC+1");
    expect(berlin.zone(backMs)).toBe("UTC+1");
  });

  it.each([
    ["UTC", "UTC"],
    ["Asia/Kolkata", "UTC+5:30"],
    ["America/St_Johns", "UTC−2:30"],
    ["America/New_York", "UTC−4"],
    ["Pacific/Kiritimati", "UTC+14"],
  ])("names %s by its distance from UTC, %s", (zone, name) => {
    expect(createTimeFormat("en", zone).zone(Date.UTC(2026, 6, 1))).toBe(name);
    expect(createTimeFormat("ru", zone).zone(Date.UTC(2026, 6, 1))).toBe(name);
  });

  it("writes midnight as hour 0", () => {
    expect(utc.minute(Date.UTC(2026, 0, 1))).toBe("00:00");
  });

  it("shows a moment that no calendar has as a dash", () => {
    for (const each of [NaN, Infinity, 8.64e15 + 1]) {
      expect([utc.time(each), utc.dateTime(each), utc.date(each), utc.plain(each)]).toEqual(["–", "–", "–", "–"]);
    }
  });

  it("is written for text files and file names in the same zone", () => {
    expect(berlin.plain(backMs)).toBe("2026-10-25 02:00:00");
    expect(berlin.stamp(backMs)).toBe("2026-10-25-02-00-00-UTC+1");
    expect(createTimeFormat("en", "Asia/Kolkata").stamp(0)).toBe("1970-01-01-05-30-00-UTC+530");
    expect(createTimeFormat("en", "America/New_York").stamp(0)).toBe("1969-12-31-19-00-00-UTC-5");
  });
});

/** Moments of two centuries, each written in the zone of the process and in the zone of that name. */
const ofThisMachine = `
  import { createTimeFormat } from ${JSON.stringify(new URL("time-format.ts", import.meta.url).href)};
  const [own, named] = [createTimeFormat("en"), createTimeFormat("en", process.env.TZ)];
  const moments = Array.from({ length: 2000 }, (_, index) => Date.UTC(1850) + index * 3_333_333_333);
  const lines = (format) => moments.map((timeMs) => format.dateTime(timeMs) + format.stamp(timeMs)).join("\\n");
  console.log(lines(own) === lines(named), new Set(moments.map((timeMs) => own.zone(timeMs))).size);
`;

describe("the zone of this machine", () => {
  it.each([
    ["America/St_Johns", 3],
    ["Europe/Berlin", 4],
    ["Asia/Kathmandu", 3],
  ])("is written as %s by its name, with its %d distances", async (TZ, distances) => {
    const env = { ...process.env, TZ };
    const args = ["--input-type=module", "--eval", ofThisMachine];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    expect(stdout.trim()).toBe(`true ${String(distances)}`);
  });
});

describe("startOfDayMs", () => {
  it("is the first moment of the day in the zone, also where clocks change on that day", () => {
    expect(berlin.startOfDayMs("2026-10-25")).toBe(Date.UTC(2026, 9, 24, 22));
    expect(berlin.startOfDayMs("2026-10-26")).toBe(Date.UTC(2026, 9, 25, 23));
    expect(utc.startOfDayMs("2026-10-25")).toBe(Date.UTC(2026, 9, 25));
    expect(utc.startOfDayMs("25.10.2026")).toBeNaN();
  });

  it("is a midnight of every day in zones that change their clocks at other hours", () => {
    const zone = fc.constantFrom("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "UTC");
    fc.assert(
      fc.property(zone, fc.integer({ min: 0, max: 20_000 }), (name, days) => {
        const day = new Date(days * 86_400_000).toISOString().slice(0, 10);
        if (name === "Pacific/Apia" && day === "2011-12-30") return; // It had no such day.
        const format = createTimeFormat("en", name);
        expect(format.plain(format.startOfDayMs(day))).toBe(`${day} 00:00:00`);
      }),
    );
  });
});
