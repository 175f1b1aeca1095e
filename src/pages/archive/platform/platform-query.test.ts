import { describe, expect, it } from "vitest";
import { createTimeFormat } from "../../../kit/i18n/time-format.ts";
import { archiveQuery, recordIdOf, emptyPlatformQuery } from "./platform-query.ts";

const here = createTimeFormat("en");
const berlin = createTimeFormat("en", "Europe/Berlin");

describe("archiveQuery", () => {
  it("asks for everything when no day is named", () => {
    expect(archiveQuery(emptyPlatformQuery, here)).toEqual({ by: {} });
  });

  it("counts both days in, from their first to their last millisecond here", () => {
    const { by } = archiveQuery({ ...emptyPlatformQuery, from: "2026-11-24", to: "2026-11-25" }, here);
    const { dateFrom = "", dateTo = "" } = by as { dateFrom?: string; dateTo?: string };
    expect(Date.parse(dateTo) - Date.parse(dateFrom)).toBe(2 * 86_400_000 - 1);
    expect(new Date(dateFrom).getHours()).toBe(0);
  });

  it("takes a day of 25 hours as a whole, in the zone that times are shown in", () => {
    expect(archiveQuery({ ...emptyPlatformQuery, from: "2026-10-25", to: "2026-10-25" }, berlin)).toEqual({
      by: { dateFrom: "2026-10-24T22:00:00.000Z", dateTo: "2026-10-25T22:59:59.999Z" },
    });
  });

  it("asks for a session or a trace by its id without blanks around it", () => {
    expect(archiveQuery({ ...emptyPlatformQuery, by: "session", id: " s " }, here)).toEqual({ by: { sessionId: "s" } });
    expect(archiveQuery({ ...emptyPlatformQuery, by: "trace", id: "t" }, here)).toEqual({ by: { traceId: "t" } });
  });
});

describe("recordIdOf", () => {
  it("drops the prefix for version 3 only", () => {
    expect([1, 2, 3].map((version) => recordIdOf(" FR-12ab ", version as 1 | 2 | 3))).toEqual([
      "FR-12ab",
      "FR-12ab",
      "12ab",
    ]);
  });
});
