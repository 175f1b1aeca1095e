import type { WorkingHours } from "./alert-rule.ts";

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/** Offsets of zones are whole quarters of an hour, and so are the answers. */
const quarterMs = 15 * 60_000;

/**
 * Tells whether a moment is within working hours. A range of hours that ends before it begins goes over midnight and belongs
 * to the day on which it began.
 *
 * @throws RangeError for a time zone that is not known
 */
export function createWorkingHours({ days, fromMinute, toMinute, timeZone }: WorkingHours): (atMs: number) => boolean {
  const format = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  });
  const quarters = new Map<number, { day: number; minute: number }>();

  function wallOf(atMs: number): { day: number; minute: number } {
    const quarter = Math.floor(atMs / quarterMs);
    let wall = quarters.get(quarter);
    if (wall === undefined) {
      const parts = Object.fromEntries(
        format.formatToParts(quarter * quarterMs).map(({ type, value }) => [type, value]),
      );
      const minute = Number(parts["hour"]) * 60 + Number(parts["minute"]);
      wall = { day: weekdays.indexOf(parts["weekday"] ?? "") + 1, minute };
      quarters.set(quarter, wall);
    }
    return { day: wall.day, minute: wall.minute + Math.floor((atMs - quarter * quarterMs) / 60_000) };
  }

  return (atMs) => {
    const { day, minute } = wallOf(atMs);
    const dayBefore = ((day + 5) % 7) + 1;
    if (fromMinute < toMinute) return days.includes(day) && minute >= fromMinute && minute < toMinute;
    return (days.includes(day) && minute >= fromMinute) || (days.includes(dayBefore) && minute < toMinute);
  };
}
