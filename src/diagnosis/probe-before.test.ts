import { describe, expect, it } from "vitest";
import type { LogEvent } from "../logging/log-event.ts";
import { probed } from "./fixtures/failure-fixtures.ts";
import { probeBefore } from "./probe-before.ts";

const line = (data: unknown, event = "system_probe") => ({ event, data }) as unknown as LogEvent;
const report = probed();
const atMs = Date.parse(report.at);

describe("probeBefore", () => {
  it("is the last report of the minute before", () => {
    const earlier = probed({ at: new Date(atMs - 5000).toISOString() });
    const later = probed({ at: new Date(atMs + 5000).toISOString() });
    expect(probeBefore([line(earlier), line(report), line(later)], atMs + 1000)).toBe(report);
    expect(probeBefore([line(report)], atMs + 60_000)).toBeUndefined();
  });

  it("is none where a log holds something else", () => {
    expect(probeBefore([line(undefined), line({ at: report.at }), line(report, "system_other")], atMs)).toBeUndefined();
  });
});
