import { dayMs, scanTimeOfDay, scanZone, type WrittenTime } from "./iso-time.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const month = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}";
const weekday = "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? {1,2})?";

/** `05/Jan/2026:09:00:00`, `Mon, 05 Jan 2026 09:00:00`, `05-Jan-2026 09:00:00` */
const dayMonthYear = new RegExp(`${weekday}(\\d{1,2})[-/ ]${month}[-/ ](\\d{4})[: T]`, "iy");
/** `Jan  5 09:00:00`, `Mon Jan 05 12:00:00 MSK 2026` */
const monthDay = new RegExp(`${weekday}${month} {1,2}(\\d{1,2}) `, "iy");
/** `Jan 5, 2026 9:00:00 AM` */
const monthDayYear = new RegExp(`${weekday}${month} {1,2}(\\d{1,2}),? (\\d{4}),? `, "iy");
/** `05/01/2026 09:00:00`, `05.01.2026, 09:00:00`, `1/5/2026 9:00:00 AM` */
const numeric = /(\d{1,2})([./-])(\d{1,2})\2(\d{4}),?[ T]/y;
const yearBehind = / (?:([A-Z]{1,5}|[+-]\d{4}) )?(\d{4})(?!\d)/y;
const half = / ?([AaPp])\.?[Mm]\b\.?/y;

/**
 * Reads a time with a month's name, or with the year last, at a position: those of web servers, mail, syslog, `ctime` and
 * office programs. Days come before months, unless AM or PM is behind or only the other way gives a date.
 *
 * @param latestMs no record is later than this, in milliseconds since the epoch: gives the year where none is written
 */
export function scanCalendarTime(text: string, from: number, latestMs: number): WrittenTime | undefined {
  const byName = match(dayMonthYear, text, from);
  if (byName) {
    const [, day, name, year] = byName;
    return scanRest(text, dayMonthYear.lastIndex, dayMs(Number(year), monthOf(name), Number(day)));
  }
  const yearLast = match(monthDayYear, text, from);
  if (yearLast) {
    const [, name, day, year] = yearLast;
    return scanRest(text, monthDayYear.lastIndex, dayMs(Number(year), monthOf(name), Number(day)));
  }
  const nameFirst = match(monthDay, text, from);
  if (nameFirst) return scanNameFirst(text, monthDay.lastIndex, nameFirst, latestMs);
  const figures = match(numeric, text, from);
  if (!figures) return undefined;
  const [first, second, year] = [Number(figures[1]), Number(figures[3]), Number(figures[4])];
  const start = numeric.lastIndex;
  const time = clockAt(text, start);
  if (!time) return undefined;
  const isMonthFirst = second > 12 || (time.isHalfDay && first <= 12);
  const date = isMonthFirst ? dayMs(year, first, second) : dayMs(year, second, first);
  return { wallMs: date + time.wallMs, ...scanZone(text, time.end) };
}

function match(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

const monthOf = (name = "") => months.indexOf(name.toLowerCase()) + 1;

function scanRest(text: string, from: number, dateMs: number): WrittenTime | undefined {
  const time = clockAt(text, from);
  return time && { wallMs: dateMs + time.wallMs, ...scanZone(text, time.end) };
}

function scanNameFirst(text: string, from: number, found: string[], latestMs: number): WrittenTime | undefined {
  const [, name, day] = found;
  const time = clockAt(text, from);
  if (!time) return undefined;
  const behind = match(yearBehind, text, time.end);
  if (behind) {
    const [, zone = "", year] = behind;
    const date = dayMs(Number(year), monthOf(name), Number(day));
    return { wallMs: date + time.wallMs, ...scanZone(` ${zone}`, 0), end: yearBehind.lastIndex };
  }
  // The newest year in which the record is not from the future; a day is left for zones and clocks.
  const newest = new Date(latestMs + 86_400_000);
  const years = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((ago) => newest.getUTCFullYear() - ago);
  const candidates = years.map((year) => dayMs(year, monthOf(name), Number(day)) + time.wallMs);
  const wallMs = candidates.find((candidate) => candidate <= newest.getTime()) ?? NaN;
  return { wallMs, ...scanZone(text, time.end) };
}

/** The time of day, with one or two digits of the hour, and AM or PM. */
function clockAt(text: string, from: number): (WrittenTime & { isHalfDay: boolean }) | undefined {
  const isShort = text[from + 1] === ":";
  const time = isShort ? scanTimeOfDay(`0${text.slice(from, from + 24)}`, 0) : scanTimeOfDay(text, from);
  if (!time || text[from + (isShort ? 1 : 2)] !== ":") return undefined;
  const end = isShort ? from + time.end - 1 : time.end;
  const letter = match(half, text, end)?.[1]?.toLowerCase();
  if (letter === undefined) return { wallMs: time.wallMs, end, isHalfDay: false };
  const halfDayMs = 12 * 3_600_000;
  return { wallMs: (time.wallMs % halfDayMs) + (letter === "p" ? halfDayMs : 0), end: half.lastIndex, isHalfDay: true };
}
