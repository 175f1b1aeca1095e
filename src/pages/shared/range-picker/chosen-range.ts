import type { TimeRange } from "../../../analytics/call-rollups.ts";

/** Ranges that end now, or at the end of an imported log, as the address names them, with their lengths in milliseconds. */
export const lastRanges = {
  "15m": 15 * 60_000,
  "1h": 3_600_000,
  "6h": 6 * 3_600_000,
  "24h": 24 * 3_600_000,
  "7d": 7 * 24 * 3_600_000,
  "30d": 30 * 24 * 3_600_000,
} as const;
export type LastRange = keyof typeof lastRanges;

/** The time that is asked for: the last of the log, or between two moments; without ends all of it. */
export type ChosenRange = { lastMs: number } | TimeRange;

/** What a person chose: a relative range by its name, so that the address can hold it. */
export type RangeChoice = { last: LastRange } | TimeRange;

/** The range that an address says by `last`, or by `from` and `to`. */
export function readRange(value: (name: string) => string): ChosenRange {
  const last = value("last");
  if (Object.hasOwn(lastRanges, last)) return { lastMs: lastRanges[last as LastRange] };
  return {
    ...(/^\d+$/.test(value("from")) && { fromMs: Number(value("from")) }),
    ...(/^\d+$/.test(value("to")) && { toMs: Number(value("to")) }),
  };
}

/** What an address says of a range of time. */
export function writeRange(range: RangeChoice): Record<"from" | "to" | "last", string> {
  if ("last" in range) return { from: "", to: "", last: range.last };
  const bound = (timeMs: number | undefined) => (timeMs === undefined ? "" : String(Math.round(timeMs)));
  return { from: bound(range.fromMs), to: bound(range.toMs), last: "" };
}

/** The range as moments. @param endMs now, or the end of a log that does not grow */
export function timeRangeOf(range: ChosenRange, endMs: number): TimeRange {
  return "lastMs" in range ? { fromMs: endMs - range.lastMs } : range;
}

/** The name of a relative range; undefined for another. */
export function lastRangeOf(range: ChosenRange): LastRange | undefined {
  const names = Object.keys(lastRanges) as LastRange[];
  return names.find((name) => "lastMs" in range && range.lastMs === lastRanges[name]);
}
