/**
 * How one language writes moments in one time zone. A moment that cannot be shown (NaN, beyond the calendar) is a dash.
 *
 * What states no zone itself stands in a column, on an axis or in a card that states `zone` once.
 */
export interface TimeFormat {
  /** A time of day with milliseconds, without its zone. */
  time(timeMs: number): string;
  /** A time of day without seconds and without its zone. */
  minute(timeMs: number): string;
  /** Day and month, short. */
  day(timeMs: number): string;
  /** Day and month, and the year when it is not the present one. */
  date(timeMs: number): string;
  isThisYear(timeMs: number): boolean;
  /** Date and time of day to the second, without its zone. */
  moment(timeMs: number): string;
  /** Date and time of day to the second, with its zone. */
  dateTime(timeMs: number): string;
  /** From one moment to another, to the second, with the zone; day and zone are written once when they are the same. */
  dateTimeRange(fromMs: number, toMs: number): string;
  /**
   * The zone of a moment as its distance from UTC: "UTC", "UTC+3", "UTC−3:30". For a range with a change of the clocks in
   * it, both: "UTC+2, UTC+1".
   */
  zone(fromMs: number, toMs?: number): string;
  /** For sorting and for text files: `2026-11-25 20:41:07`, without its zone. */
  plain(timeMs: number): string;
  /** For file names: `2026-11-25-20-41-07-UTC+3`. */
  stamp(timeMs: number): string;
  /** The first moment of a day that is given as `2026-11-25`; NaN for another text. */
  startOfDayMs(day: string): number;
}

/** Whose times are shown: of the zone of this machine, of UTC, or as a file writes them (UTC where none does). */
export type ShownZone = "local" | "utc" | "file";

/** The IANA name of a zone, as far as it is one of its own; undefined: that of this machine. */
export function timeZoneOf(zone: ShownZone): string | undefined {
  return zone === "local" ? undefined : "UTC";
}

const none = "–";
const minuteMs = 60_000;

/**
 * @param tag BCP 47
 * @param timeZone an IANA name, by default the system's
 */
export function createTimeFormat(tag: string, timeZone?: string): TimeFormat {
  const zoned = timeZone === undefined ? {} : { timeZone };
  const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
  const dayOfYear = { day: "numeric", month: "short", year: "numeric" } as const;
  const writer = (options: Intl.DateTimeFormatOptions) => {
    // Made at its first use: the first format of a page takes tens of milliseconds, and what is shown first writes no date.
    let format: Intl.DateTimeFormat | undefined;
    return (timeMs: number) => {
      if (!isMoment(timeMs)) return none;
      format ??= new Intl.DateTimeFormat(tag, { ...zoned, ...options });
      return format.format(timeMs);
    };
  };
  const time = writer({ ...clock, fractionalSecondDigits: 3 });
  const date = writer(dayOfYear);
  const moment = writer({ ...clock, ...dayOfYear });
  const second = writer(clock);
  const minute = writer({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const day = writer({ day: "numeric", month: "short" });
  const year = writer({ year: "numeric" });
  const offsetMs = offsets(timeZone);
  const isThisYear = (timeMs: number) => year(timeMs) === year(Date.now());
  const zoneAt = (timeMs: number) => (isMoment(timeMs) ? zoneName(offsetMs(timeMs)) : "UTC");
  const dateTime = (timeMs: number) => (isMoment(timeMs) ? `${moment(timeMs)}\u00a0${zoneAt(timeMs)}` : none);
  const digits = (timeMs: number) => new Date(timeMs + offsetMs(timeMs)).toISOString().replace(/\.\d+Z$/, "");

  return {
    time,
    minute,
    day,
    date: (timeMs) => (isThisYear(timeMs) ? day : date)(timeMs),
    isThisYear,
    moment,
    dateTime,
    dateTimeRange(fromMs, toMs) {
      if (zoneAt(fromMs) !== zoneAt(toMs)) return `${dateTime(fromMs)} – ${dateTime(toMs)}`;
      const isSameDay = date(fromMs) === date(toMs);
      return `${moment(fromMs)} – ${isSameDay ? second(toMs) : moment(toMs)}\u00a0${zoneAt(toMs)}`;
    },
    zone: (fromMs, toMs = fromMs) => [...new Set([zoneAt(fromMs), zoneAt(toMs)])].join(", "),
    plain: (timeMs) => (isMoment(timeMs) ? digits(timeMs).replace("T", " ") : none),
    stamp: (timeMs) =>
      `${digits(timeMs).replaceAll(/[T:]/g, "-")}-${zoneAt(timeMs).replace("−", "-").replace(":", "")}`,
    startOfDayMs(text) {
      const midnightMs = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
      if (Number.isNaN(midnightMs)) return NaN;
      const startMs = midnightMs - offsetMs(midnightMs);
      return midnightMs - offsetMs(startMs);
    },
  };
}

/** A day inside of what a Date can hold, so that an offset leads to no invalid one. */
function isMoment(timeMs: number): boolean {
  return Math.abs(timeMs) < 8.64e15 - 86_400_000;
}

/** Reads the distance from UTC of a zone; neighbouring moments share one answer, for clocks change at full quarters. */
function offsets(timeZone: string | undefined): (timeMs: number) => number {
  if (timeZone === undefined) return (timeMs) => -Math.trunc(new Date(timeMs).getTimezoneOffset()) * minuteMs;
  if (timeZone === "UTC") return () => 0;
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  let [knownQuarter, knownMs] = [NaN, 0];
  return (timeMs) => {
    const quarter = Math.floor(timeMs / (15 * minuteMs));
    if (quarter !== knownQuarter) [knownQuarter, knownMs] = [quarter, offsetIn(format.format(timeMs))];
    return knownMs;
  };
}

/** `11/25/2026, GMT+03:00`; GMT alone is zero. Seconds, which zones had long ago, are left out. */
function offsetIn(text: string): number {
  const [, sign, hours, minutes] = /GMT([+\-−])(\d\d):(\d\d)/.exec(text) ?? [];
  if (sign === undefined) return 0;
  return (sign === "+" ? 1 : -1) * (Number(hours) * 60 + Number(minutes)) * minuteMs;
}

function zoneName(offsetMs: number): string {
  if (offsetMs === 0) return "UTC";
  const minutes = Math.abs(offsetMs) / minuteMs;
  const rest = minutes % 60 === 0 ? "" : `:${String(minutes % 60).padStart(2, "0")}`;
  return `UTC${offsetMs > 0 ? "+" : "−"}${String(Math.floor(minutes / 60))}${rest}`;
}
