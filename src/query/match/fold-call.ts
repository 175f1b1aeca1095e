import { isRecord } from "../../basics/record.ts";

type Fields = Record<string, unknown>;

const ends = ["request_success", "request_error", "request_cancelled"];

/** Whether a line is the end of its call. */
export function isCallEnd(event: Fields): boolean {
  return ends.includes(event["event"] as string);
}

/** The lines of a call in the order in which they are folded: as they stand, but its end last. */
export function foldOrder<T>(lines: readonly T[], isEnd: (line: T) => boolean): T[] {
  const end = lines.findLastIndex(isEnd);
  return end < 0 ? [...lines] : [...lines.slice(0, end), ...lines.slice(end + 1), lines[end]!];
}

/** What says when a line was written. The time of a call is that of its first line: when it began. */
export const timeKeys = ["timestamp", "timestamp_written"] as const;

/** Whether a field of a call is that of its first line, whatever the others have. */
export function isOfFirstLine(path: string): boolean {
  return timeKeys.some((key) => path === key || path.startsWith(`${key}.`));
}

/**
 * Folds the lines of a call, as they stand in the log, into one: a field of the end wins, then of a later line; the time is that
 * of the first line. Arrays stay whole.
 */
export function foldCall(lines: readonly Fields[]): Fields {
  return foldOrder(lines.map(withoutLaterTime), isCallEnd).reduce<Fields>(merge, {});
}

function withoutLaterTime(line: Fields, index: number): Fields {
  return index === 0 ? line : Object.fromEntries(Object.entries(line).filter(([key]) => !isOfFirstLine(key)));
}

function merge(earlier: Fields, later: Fields): Fields {
  const merged = { ...earlier };
  for (const [key, value] of Object.entries(later)) {
    const before = merged[key];
    merged[key] = isRecord(before) && isRecord(value) ? merge(before, value) : value;
  }
  return merged;
}
