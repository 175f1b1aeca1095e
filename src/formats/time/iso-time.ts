import { abbreviationMinutes, offsetMinutes } from "../../basics/wall-clock.ts";

/** A time as it stands in a text. */
export interface WrittenTime {
  /** Wall-clock time in milliseconds as if it were UTC; NaN for a date or a time of day that does not exist. */
  wallMs: number;
  /** Minutes east of UTC; absent without a zone. */
  offsetMinutes?: number;
  /** IANA name in brackets, where there is no offset. */
  zoneName?: string;
  /** Position behind it. */
  end: number;
}

const zero = 48;

/** The digits at a position as a number; -1 when one of them is none. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at++) {
    const digit = text.charCodeAt(at) - zero;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/**
 * Reads a time of ISO 8601 and its relatives at a position: dashes, slashes or nothing between the date's parts; `T`, `t`,
 * a comma or blanks before the time of day; any number of decimals behind a point or a comma; a zone with or without colon or
 * blank, as abbreviation or in brackets, or none.
 */
export function scanIsoTime(text: string, from = 0): WrittenTime | undefined {
  const year = digits(text, from, 4);
  if (year < 0) return undefined;
  let at = from + 4;
  const separator = text[at];
  const isBasic = separator !== "-" && separator !== "/";
  const gap = isBasic ? 0 : 1;
  const month = digits(text, at + gap, 2);
  const day = digits(text, at + gap + 2 + gap, 2);
  if (month < 0 || day < 0 || (!isBasic && text[at + 3] !== separator)) return undefined;
  at += 4 + 2 * gap;
  const dateMs = dayMs(year, month, day);

  const timeAt = timeStart(text, at);
  if (timeAt < 0) {
    const isEnd = !(digits(text, at, 1) >= 0);
    return isEnd && !isBasic ? { wallMs: dateMs, end: at } : undefined;
  }
  const time = scanTimeOfDay(text, timeAt);
  if (!time || (isBasic && text[timeAt - 1] === " " && text[timeAt + 2] !== ":")) return undefined;
  return { wallMs: dateMs + time.wallMs, ...scanZone(text, time.end) };
}

/** Where the time of day begins; -1 without one. */
function timeStart(text: string, at: number): number {
  // Airflow: `2026-01-05, 09:00:00`.
  if (text[at] === "," && text[at + 1] === " ") return digits(text, at + 2, 2) >= 0 ? at + 2 : -1;
  const separator = text[at];
  if (separator !== "T" && separator !== "t" && separator !== " ") return -1;
  const start = separator === " " && text[at + 1] === " " ? at + 2 : at + 1;
  return digits(text, start, 2) >= 0 ? start : -1;
}

/** Reads `09:00:00.123`, `09:00` or `090000` at a position; without a zone. */
export function scanTimeOfDay(text: string, from: number): WrittenTime | undefined {
  const hour = digits(text, from, 2);
  const gap = text[from + 2] === ":" ? 1 : 0;
  const minute = digits(text, from + 2 + gap, 2);
  if (hour < 0 || minute < 0) return undefined;
  let at = from + 4 + gap;
  let second = 0;
  if (gap === 0 || text[at] === ":") {
    second = digits(text, at + gap, 2);
    if (second < 0) return undefined;
    at += gap + 2;
  }
  let fractionMs = 0;
  if ((text[at] === "." || text[at] === ",") && digits(text, at + 1, 1) >= 0) {
    const start = at + 1;
    for (at = start; digits(text, at, 1) >= 0;) at++;
    const exact = Math.min(at - start, 9);
    fractionMs = (digits(text, start, exact) * 1000) / 10 ** exact;
  }
  // A leap second is the next second, as 24:00 is the next day.
  const isTime = hour <= 24 && minute <= 59 && second <= 60 && (hour < 24 || minute + second + fractionMs === 0);
  return { wallMs: isTime ? hour * 3_600_000 + minute * 60_000 + second * 1000 + fractionMs : NaN, end: at };
}

const numericZone = / ?([+-]\d\d:?(?:\d\d)?)(?!\d)/y;
const namedZone = / ?([A-Z]{1,5})(?![A-Za-z\d])/y;
const bracketedZone = /\[([A-Za-z_]+(?:\/[A-Za-z_+\-\d]+)*)\]/y;

/** Reads a zone at a position; without one, only `end`. */
export function scanZone(text: string, from: number): Omit<WrittenTime, "wallMs"> {
  const next = text.charCodeAt(from);
  // Most lines: a Z, or nothing that can be a zone.
  if (next === 90 || next === 122) return { offsetMinutes: 0, ...scanBracketed(text, from + 1, false) };
  const isZone = next === 32 || next === 43 || next === 45 || next === 91 || (next >= 65 && next <= 90);
  if (!isZone) return { end: from };
  numericZone.lastIndex = from;
  const numeric = numericZone.exec(text);
  const offset = numeric ? offsetMinutes(numeric[1]!) : undefined;
  if (numeric && offset !== undefined && (next !== 32 || numeric[1]!.length > 3)) {
    return { offsetMinutes: offset, ...scanBracketed(text, numericZone.lastIndex, false) };
  }
  namedZone.lastIndex = from;
  const named = namedZone.exec(text);
  const minutes = named ? abbreviationMinutes(named[1]!) : undefined;
  if (minutes !== undefined) return { offsetMinutes: minutes, end: namedZone.lastIndex };
  return scanBracketed(text, from, true);
}

function scanBracketed(text: string, from: number, isOnly: boolean): Omit<WrittenTime, "wallMs"> {
  if (text.charCodeAt(from) !== 91) return { end: from };
  bracketedZone.lastIndex = from;
  const name = bracketedZone.exec(text)?.[1];
  // `[main]` behind a time is a thread, `[Europe/Moscow]` a zone.
  if (name === undefined || !(name.includes("/") || name === "UTC")) return { end: from };
  return { ...(isOnly && { zoneName: name }), end: bracketedZone.lastIndex };
}

/** Midnight of a date, in milliseconds as if it were UTC; NaN for one that does not exist. Month from 1. */
export function dayMs(year: number, month: number, day: number): number {
  const isLeap = month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0));
  const longest = month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31;
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= longest && !isLeap;
  // Date.UTC takes the years before 100 for those of the 20th century.
  return exists && year >= 100 ? Date.UTC(year, month - 1, day) : NaN;
}
