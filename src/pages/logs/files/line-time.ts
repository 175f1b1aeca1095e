import type { TimeFormat } from "../../../kit/i18n/time-format.ts";

const head = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?= \| )/;

/** The time at the head of a line of our text files, which is UTC, in milliseconds since the epoch; undefined without one. */
export function lineTimeMs(line: string): number | undefined {
  const [, day, time] = head.exec(line) ?? [];
  const timeMs = Date.parse(`${day ?? ""}T${time ?? ""}Z`);
  return Number.isNaN(timeMs) ? undefined : timeMs;
}

/** A line of our text files with its time in the zone of a format; a line without a time as it is. */
export function lineInZone(line: string, format: Pick<TimeFormat, "plain">): string {
  const timeMs = lineTimeMs(line);
  return timeMs === undefined ? line : line.replace(head, format.plain(timeMs));
}
