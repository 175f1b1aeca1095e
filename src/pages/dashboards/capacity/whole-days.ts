import { zoneOffset } from "../../../basics/wall-clock.ts";

const dayMs = 86_400_000;
/** Older days say little about those to come. */
const mostDays = 366;

/** Days of 24 hours, one after another. */
export interface WholeDays {
  fromMs: number;
  toMs: number;
  bins: number;
  /** Of the first, from Monday (0). */
  weekday: number;
}

/**
 * The days that lie in a range from end to end, at most the last year of them; undefined where there is none.
 *
 * They begin at midnight of the zone as it was at the beginning of the range: after a change of the clocks an hour beside it.
 *
 * @param zone `local`, `utc`, or an IANA name
 */
export function wholeDays(fromMs: number, toMs: number, zone: string): WholeDays | undefined {
  const offsetMs = zoneOffset(zone)(fromMs);
  const last = Math.floor((toMs + offsetMs) / dayMs);
  const first = Math.max(Math.ceil((fromMs + offsetMs) / dayMs), last - mostDays);
  if (last <= first) return undefined;
  // The first day of the epoch was a Thursday.
  const weekday = (((first + 3) % 7) + 7) % 7;
  return { fromMs: first * dayMs - offsetMs, toMs: last * dayMs - offsetMs, bins: last - first, weekday };
}
