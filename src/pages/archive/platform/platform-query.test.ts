import { describe, expect, it } from "vitest";
import { archiveQuery, recordIdOf, emptyPlatformQuery } from "./platform-query.ts";

describe("archiveQuery", () => {
  it("asks for everything when no day is named", () => {
    expect(archiveQuery(emptyPlatformQuery)).toEqual({ by: {} });
  });

  it("counts both days in, from their first to their last millisecond here", () => {
    const { by } = archiveQuery({ ...emptyPlatformQuery, from: "2026-11-24", to: "2026-11-25" });
    const { dateFrom = "", dateTo = "" } = by as { dateFrom?: string; dateTo?: string };
    expect(Date.parse(dateTo) - Date.parse(dateFrom)).toBe(2 * 86_400_000 - 1);
    expect(new Date(dateFrom).getHours()).toBe(0);
  });

  it("asks for a session or a trace by its id without blanks around it", () => {
    expect(archiveQuery({ ...emptyPlatformQuery, by: "session", id: " s " })).toEqual({ by: { sessionId: "s" } });
    expect(archiveQuery({ ...emptyPlatformQuery, by: "trace", id: "t" })).toEqual({ by: { traceId: "t" } });
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
