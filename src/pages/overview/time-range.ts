import type { TimeRange } from "../../analytics/call-rollups.ts";
import type { LogReader } from "../../store/log-store.ts";

/** Ranges that end now, or at the last event of an imported log, by their length in milliseconds; `all` is everything that is stored. */
export const ranges = {
  "15m": 15 * 60_000,
  "1h": 3_600_000,
  "6h": 6 * 3_600_000,
  "24h": 24 * 3_600_000,
  "7d": 7 * 24 * 3_600_000,
  all: Infinity,
} as const;
export type RangeName = keyof typeof ranges;

/** A range with both ends, chosen in the chart or by a link. */
export interface ExactRange {
  fromMs: number;
  toMs: number;
}

/** The range that a link names: one of the list, or both ends; everything when it names none or nonsense. */
export function rangeIn(query: (name: string) => string): RangeName | ExactRange {
  const [from, to] = [query("from"), query("to")];
  if (/^\d+$/.test(from) && /^\d+$/.test(to) && Number(from) < Number(to)) {
    return { fromMs: Number(from), toMs: Number(to) };
  }
  return Object.keys(ranges).find((name): name is RangeName => name === query("range")) ?? "all";
}

/** The range to request from the log. */
export function timeRange(range: RangeName | ExactRange, endMs: number): TimeRange {
  if (typeof range !== "string") return range;
  return range === "all" ? {} : { fromMs: endMs - ranges[range] };
}

/** The end of a log that does not grow: after its last event, in milliseconds since the epoch; now while it is empty. */
export async function endOf(log: Pick<LogReader, "summarize">): Promise<number> {
  const { lastMs } = await log.summarize({});
  return lastMs === undefined ? Date.now() : lastMs + 1;
}
