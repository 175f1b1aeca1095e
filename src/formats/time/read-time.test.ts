import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../basics/seeded-random.ts";
import { createWallClock } from "../../basics/wall-clock.ts";
import { readTime } from "./read-time.ts";

const latestMs = Date.UTC(2026, 2, 1);
const inZone = (zone: string) => ({ clock: createWallClock(zone), latestMs });
const timeOf = (value: unknown, zone = "utc") => readTime(value, inZone(zone))?.timeMs;

const nineMs = Date.UTC(2026, 0, 5, 9);
/** What each form of `T-times` means, and whether it states its zone. */
const times: Record<string, [number, "stated" | "assumed"] | undefined> = {
  sec: [nineMs, "stated"],
  secfloat: [nineMs + 123, "stated"],
  ms: [nineMs + 123, "stated"],
  us: [nineMs + 123.456, "stated"],
  nsString: [nineMs + 123.456789, "stated"],
  msString: [nineMs + 123, "stated"],
  secString: [nineMs, "stated"],
  comma: [nineMs + 123, "stated"],
  commaNoZone: [nineMs + 123, "assumed"],
  nine: [nineMs + 123.456789, "stated"],
  offset: [nineMs + 123, "stated"],
  offsetNoColon: [nineMs + 123, "stated"],
  noZone: [nineMs + 123, "assumed"],
  spaceUtc: [nineMs + 123, "stated"],
  bracket: [nineMs + 123, "stated"],
  syslog: [nineMs, "assumed"],
  clf: [nineMs, "stated"],
  dayfirst: [nineMs, "assumed"],
  german: [nineMs, "assumed"],
  word: undefined,
  digit: undefined,
  zero: undefined,
  far: undefined,
  leap: [Date.UTC(2026, 0, 6), "stated"],
  h24: [Date.UTC(2026, 0, 6), "stated"],
  feb30: undefined,
  us9: [nineMs + 123.456, "stated"],
  dateOnly: [Date.UTC(2026, 0, 5), "assumed"],
  basic: [nineMs, "stated"],
  rfc2822: [nineMs, "stated"],
  lowercase: [nineMs + 123, "stated"],
  lstime: [nineMs, "stated"],
};

const fixture = new URL("../../../test/fixtures/logs/T-times/times.jsonl", import.meta.url);
const written = readFileSync(fixture, "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line) as { timestamp: unknown; message: string });

describe("readTime", () => {
  it.each(written)("reads the form $message: $timestamp", ({ timestamp, message }) => {
    const read = readTime(timestamp, inZone("utc"));
    expect(Object.hasOwn(times, message)).toBe(true);
    expect(read && [read.timeMs, read.zone]).toEqual(times[message]);
  });

  it("reads a random moment in every form as the same moment", () => {
    const random = seededRandom(7);
    for (let round = 0; round < 500; round++) {
      const microseconds = Math.floor(random() * 1e6);
      const secondMs = Math.floor((Date.UTC(1981, 0, 1) + random() * 3.7e12) / 1000) * 1000;
      const offset = Math.floor(random() * 113) * 15 - 14 * 60;
      for (const [form, value, expectedMs] of formsOf(secondMs, microseconds, offset)) {
        expect([form, value, timeOf(value)]).toEqual([form, value, expectedMs]);
      }
    }
  });

  it("reads a time without a zone as one of the zone given", () => {
    const text = "2026-07-05 12:00:00";
    expect(timeOf(text, "Europe/Moscow")).toBe(Date.UTC(2026, 6, 5, 9));
    expect(timeOf(text, "+05:30")).toBe(Date.UTC(2026, 6, 5, 6, 30));
    expect(timeOf(text, "America/New_York")).toBe(Date.UTC(2026, 6, 5, 16));
    expect(timeOf("2026-01-05 12:00:00", "America/New_York")).toBe(Date.UTC(2026, 0, 5, 17));
    expect(timeOf(text, "local")).toBe(new Date(2026, 6, 5, 12).getTime());
  });

  it("finds every hour of a year in a zone with summer time, but for the one that spring leaves out", () => {
    const clock = createWallClock("Europe/Berlin");
    const format = new Intl.DateTimeFormat("sv-SE", {
      timeZone: "Europe/Berlin",
      dateStyle: "short",
      timeStyle: "medium",
    });
    const found = new Set<number>();
    for (let timeMs = Date.UTC(2026, 0, 1); timeMs < Date.UTC(2027, 0, 1); timeMs += 3_600_000) {
      const wallMs = Date.parse(`${format.format(timeMs).replace(" ", "T")}Z`);
      // The hour that comes twice is taken as its first.
      expect([timeMs, timeMs - 3_600_000]).toContain(clock(wallMs));
      found.add(clock(wallMs));
    }
    expect(found.size).toBe(365 * 24 - 1);
  });

  it("gives a time without a year the newest year that is not in the future", () => {
    expect(timeOf("Feb 28 23:00:00")).toBe(Date.UTC(2026, 1, 28, 23));
    expect(timeOf("Mar  5 09:00:00")).toBe(Date.UTC(2025, 2, 5, 9));
    expect(timeOf("Feb 29 09:00:00")).toBe(Date.UTC(2024, 1, 29, 9));
  });

  it("takes the month first behind AM and PM, and where the other way is no date", () => {
    expect(timeOf("1/5/2026 9:00:00 AM")).toBe(nineMs);
    expect(timeOf("Jan 5, 2026 9:00:00 AM")).toBe(nineMs);
    expect(timeOf("1/5/2026 12:30:00 AM")).toBe(Date.UTC(2026, 0, 5, 0, 30));
    expect(timeOf("01/25/2026 09:00:00")).toBe(Date.UTC(2026, 0, 25, 9));
  });

  it("reads objects of seconds and nanoseconds, and those of databases and .NET", () => {
    for (const value of [
      { seconds: 1767603600, nanos: 123_000_000 },
      { seconds: "1767603600", nanos: 123_000_000 },
      { epochSecond: 1767603600, nanoOfSecond: 123_000_000 },
      { repr: "2026-01-05 12:00:00.123000+03:00", timestamp: 1767603600.123 },
      "/Date(1767603600123+0300)/",
      { $date: "2026-01-05T09:00:00.123Z" },
      { $date: { $numberLong: "1767603600123" } },
    ]) {
      expect(timeOf(value)).toBe(nineMs + 123);
    }
  });

  it("takes no time from words, small numbers, impossible dates, zero and far times", () => {
    for (const value of [
      ...[
        "worker 7",
        "12",
        "May",
        "1",
        "2026",
        "",
        " ",
        "2026-13-01",
        "2026-01-05T25:00:00Z",
        "10:14:01",
        "2026-01-05 x",
      ],
      ...["0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-02-29T00:00:00Z", "24:00"],
      ...[0, -1, 1, 12, 1e9 - 1e9, NaN, Infinity, 1e308, true, false, null, undefined, [], {}, { seconds: 0 }],
      ...[Symbol("x"), () => 1, { $date: {} }, { timestamp: { timestamp: 1767603600 } }],
    ]) {
      expect([String(value), timeOf(value)]).toEqual([String(value), undefined]);
    }
  });
});

/** A moment in the forms that loggers write, each with what an independent computation gives for it. */
function formsOf(secondMs: number, microseconds: number, offset: number): [string, unknown, number][] {
  const milliseconds = Math.floor(microseconds / 1000);
  const micros = String(microseconds).padStart(6, "0");
  const millis = micros.slice(0, 3);
  const fullMs = secondMs + microseconds / 1000;
  const shifted = new Date(secondMs + offset * 60_000);
  const iso = shifted.toISOString().slice(0, 19);
  const utcText = new Date(secondMs).toUTCString();
  const [, day, name, year, clock] = /^\w{3}, (\d\d) (\w{3}) (\d{4}) (\S+)/.exec(utcText)!;
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, "0");
  const minutes = String(Math.abs(offset) % 60).padStart(2, "0");
  const sign = offset < 0 ? "-" : "+";
  const seconds = String(secondMs / 1000);
  const msOf = secondMs + milliseconds;
  return [
    ["date", new Date(msOf).toISOString(), msOf],
    ["colon", `${iso}.${millis}${sign}${hours}:${minutes}`, msOf],
    ["no colon", `${iso}.${millis}${sign}${hours}${minutes}`, msOf],
    ["blank and comma", `${iso.replace("T", " ")},${millis} ${sign}${hours}:${minutes}`, msOf],
    ["micro", `${iso}.${micros}${sign}${hours}:${minutes}`, fullMs],
    ["nano", `${iso}.${micros}000${sign}${hours}:${minutes}`, fullMs],
    ["second", `${iso}${sign}${hours}:${minutes}`, secondMs],
    ["slashes", `${iso.replaceAll("-", "/").replace("T", " ")} ${sign}${hours}${minutes}`, secondMs],
    ["basic", `${iso.replaceAll(/[-:]/g, "")}${sign}${hours}${minutes}`, secondMs],
    ["Go", `${iso.replace("T", " ")}.${micros}000 ${sign}${hours}${minutes} XYZ m=+0.1`, fullMs],
    ["mail", utcText, secondMs],
    ["web server", `${day!}/${name!}/${year!}:${clock!} +0000`, secondMs],
    ["ctime", `Mon ${name!} ${day!.replace(/^0/, " ")} ${clock!} ${year!}`, secondMs],
    ["dotted", `${day!}.${new Date(secondMs).toISOString().slice(5, 7)}.${year!} ${clock!}`, secondMs],
    ["s", secondMs / 1000, secondMs],
    ["s with fraction", Number(`${seconds}.${micros}`), fullMs],
    ["ms", msOf, msOf],
    ["s text", seconds, secondMs],
    ["ms text", seconds + millis, msOf],
    ["µs text", seconds + micros, fullMs],
    ["ns text", `${seconds}${micros}000`, fullMs],
    ["µs", Number(seconds + micros), fullMs],
    ["seconds and nanos", { seconds: secondMs / 1000, nanos: microseconds * 1000 }, fullMs],
  ];
}
