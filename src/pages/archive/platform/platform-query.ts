import type { TimeFormat } from "../../../kit/i18n/time-format.ts";
import type { ArchiveQuery, ArchiveVersion } from "../../../audiokit/platform-archive/platform-archive.ts";

/** How records are looked for. */
export const lookups = ["date", "session", "trace", "record"] as const;
export type Lookup = (typeof lookups)[number];

/** A query to the platform's archive. */
export interface PlatformQuery {
  by: Lookup;
  /** The id, where one is looked for. */
  id: string;
  /** Days as a date field gives them, `2026-11-25`; empty: open. Both count in. */
  from: string;
  to: string;
}

export const emptyPlatformQuery: PlatformQuery = { by: "date", id: "", from: "", to: "" };

/** The question in the archive's terms; days are those of the zone that times are shown in. */
export function archiveQuery(
  { by, id, from, to }: PlatformQuery,
  { startOfDayMs }: Pick<TimeFormat, "startOfDayMs">,
): ArchiveQuery {
  if (by === "session") return { by: { sessionId: id.trim() } };
  if (by === "trace") return { by: { traceId: id.trim() } };
  return {
    by: {
      ...(from && { dateFrom: isoOf(startOfDayMs(from)) }),
      ...(to && { dateTo: isoOf(startOfDayMs(dayAfter(to)) - 1) }),
    },
  };
}

function dayAfter(day: string): string {
  return isoOf(Date.parse(`${day}T00:00:00Z`) + 86_400_000).slice(0, 10);
}

function isoOf(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

/** The id under which a generation stores a call: `FR-` and a UUID in versions 1 and 2, the bare UUID in version 3. */
export function recordIdOf(serverRequestId: string, version: ArchiveVersion): string {
  const id = serverRequestId.trim();
  return version === 3 ? id.replace(/^[A-Z]{2}-/, "") : id;
}
