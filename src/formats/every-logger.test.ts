import { describe, expect, it } from "vitest";
import { foreignLoggers, generateForeignEvents } from "../../test/support/foreign-logs.ts";
import { detectKind } from "./detect-kind.ts";
import { createRecordReader } from "./record-reader.ts";
import { startsRecord } from "./starts-record.ts";

const latestMs = Date.UTC(2026, 2, 1);

describe.each(foreignLoggers)("a log of $name", ({ kind, write, precisionMs = 1, reads = {} }) => {
  const events = generateForeignEvents(200, 11);

  it("has time, level and message of every event that was written", () => {
    const read = createRecordReader({ zone: "utc" }, latestMs);
    const readings = events.flatMap((event) => read(write(event)));
    const found = readings.map(({ timeMs = NaN, level, message }) => ({
      timeMs: Math.floor(timeMs / precisionMs) * precisionMs,
      level,
      message,
    }));
    const written = events.map(({ timeMs, level, message }) => ({
      timeMs: Math.floor(timeMs / precisionMs) * precisionMs,
      level: reads[level] ?? level,
      message,
    }));
    expect(found).toEqual(written);
  });

  it("is told by its first records, each of which begins one", () => {
    const samples = events.slice(0, 20).map(write);
    expect(detectKind(samples)?.kind).toBe(kind);
    expect(samples.every(startsRecord)).toBe(true);
  });
});
