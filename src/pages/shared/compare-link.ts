import type { TimeRange } from "../../analytics/call-rollups.ts";
import { readRange, lastRangeOf, type ChosenRange } from "./range-picker/chosen-range.ts";

/** One side of a comparison of two logs, as the address has it. */
export interface LinkedSide {
  /** The imported log, as addresses name it; empty: the live one. */
  set: string;
  range: ChosenRange;
}

/** What the names of the second side in an address end with. */
const suffixes = { left: "", right: "2" } as const;

/** The address of the page that compares two logs, or two ranges of one. @param left what the other is compared with */
export function compareLink(left: LinkedSide, right: LinkedSide): string {
  const given = Object.entries({ ...sideQuery("left", left), ...sideQuery("right", right) });
  const query = new URLSearchParams(given.filter(([, value]) => value !== "")).toString();
  return query === "" ? "/compare" : `/compare?${query}`;
}

/**
 * The address of the comparison of a range with the one before it, as long where both ends are known. A whole imported log is
 * compared with the live one; of the whole live log there is something to choose first.
 */
export function compareRangeLink(set: string, { fromMs, toMs }: TimeRange): string {
  const right = { set, range: { ...(fromMs !== undefined && { fromMs }), ...(toMs !== undefined && { toMs }) } };
  if (fromMs === undefined && toMs === undefined) return compareLink({ set: "", range: {} }, right);
  if (fromMs === undefined) return compareLink({ set, range: { fromMs: toMs! } }, right);
  const before = { ...(toMs !== undefined && { fromMs: fromMs - (toMs - fromMs) }), toMs: fromMs };
  return compareLink({ set, range: before }, right);
}

/** What an address says of one side. @param value reads a value of the address; empty where it is not there */
export function readSide(side: keyof typeof suffixes, value: (name: string) => string): LinkedSide {
  const suffix = suffixes[side];
  return { set: value(`log${suffix}`), range: readRange((name) => value(name + suffix)) };
}

/** One side as values of the address; empty ones are not written. */
export function sideQuery(side: keyof typeof suffixes, { set, range }: LinkedSide): Record<string, string> {
  const suffix = suffixes[side];
  const { fromMs, toMs } = "lastMs" in range ? {} : range;
  return {
    [`log${suffix}`]: set,
    [`last${suffix}`]: lastRangeOf(range) ?? "",
    [`from${suffix}`]: bound(fromMs),
    [`to${suffix}`]: bound(toMs),
  };
}

const bound = (timeMs: number | undefined) => (timeMs === undefined ? "" : String(Math.round(timeMs)));
