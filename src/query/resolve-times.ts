import { createWallClock, offsetMinutes, type WallClock } from "../basics/wall-clock.ts";
import type { Bound, FieldTest, Query } from "./query.ts";

/** What relative times, and times without a zone, refer to. */
export interface TimeFrame {
  /** In milliseconds since the epoch. */
  nowMs: number;
  /** `local` (this machine's), `utc`, an IANA name or `±hh:mm`. */
  zone: string;
}

/** A time that a query names, from its first to the first after it: a date is a whole day. In milliseconds since the epoch. */
export interface TimeSpan {
  fromMs: number;
  toMs: number;
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const dayMs = 24 * 60 * minuteMs;
const unitsMs: Record<string, number> = { ms: 1, s: secondMs, m: minuteMs, h: 60 * minuteMs, d: dayMs, w: 7 * dayMs };

const relative = /^now(?:([+-])(\d{1,9})(ms|s|m|h|d|w))?$/;
const absolute =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:([Zz])|([+-]\d\d:?\d\d))?)?$/;
const epoch = /^\d{12,14}$/;

/**
 * Reads a time as a query names it: `now`, `now-7d` (units ms, s, m, h, d of 24 hours, w), `2026-11-26`, `2026-11-26T12:00`,
 * also with seconds, decimals and a zone, or milliseconds since the epoch; undefined for other texts and times that do not exist.
 */
export function readTimeSpan(text: string, { nowMs, zone }: TimeFrame): TimeSpan | undefined {
  const span = readRelative(text, nowMs) ?? readAbsolute(text, createWallClock(zone));
  if (span === undefined || !(span.fromMs >= earliestMs && span.toMs <= latestMs)) return undefined;
  return span;
}

/** Years that are written with four digits. */
const earliestMs = Date.UTC(100, 0, 1);
const latestMs = Date.UTC(9999, 11, 31);

function readRelative(text: string, nowMs: number): TimeSpan | undefined {
  if (epoch.test(text)) return { fromMs: Number(text), toMs: Number(text) + 1 };
  const [found, sign, count, unit] = relative.exec(text) ?? [];
  if (found === undefined) return undefined;
  const distanceMs = unit === undefined ? 0 : Number(`${sign!}${count!}`) * unitsMs[unit]!;
  const fromMs = Math.floor(nowMs) + distanceMs;
  return { fromMs, toMs: fromMs + 1 };
}

function readAbsolute(text: string, clock: WallClock): TimeSpan | undefined {
  const [found, year, month, day, hour, minute, second, decimals, utc, offset] = absolute.exec(text) ?? [];
  if (found === undefined) return undefined;
  const dateMs = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const exists = new Date(dateMs).getUTCDate() === Number(day) && Number(month) >= 1 && Number(month) <= 12;
  if (!exists || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return undefined;
  const fractionMs = Math.floor(Number(`0.${decimals ?? "0"}`) * secondMs);
  const timeMs = Number(hour ?? 0) * unitsMs["h"]! + Number(minute ?? 0) * minuteMs + Number(second ?? 0) * secondMs;
  const wallMs = dateMs + timeMs + fractionMs;
  const unitMs = hour === undefined ? dayMs : second === undefined ? minuteMs : decimals === undefined ? secondMs : 1;
  const minutes = utc === undefined ? offset && offsetMinutes(offset) : 0;
  const epochOf = typeof minutes === "number" ? (ms: number) => ms - minutes * minuteMs : clock;
  return { fromMs: epochOf(wallMs), toMs: epochOf(wallMs + unitMs) };
}

/**
 * Replaces the times in conditions on `timestamp` by moments in UTC, spelled as the log spells them. `<=` and `>` count the whole
 * of a date, minute or second; a single time is a range. What is no time stays, and matches nothing.
 */
export function resolveTimes(query: Query, frame: TimeFrame): Query {
  switch (query.is) {
    case "and":
    case "or":
      return { is: query.is, parts: query.parts.map((part) => resolveTimes(part, frame)) };
    case "not":
      return { is: "not", part: resolveTimes(query.part, frame) };
    case "field":
      return query.path === "timestamp" ? { ...query, test: resolveTest(query.test, frame) } : query;
    default:
      return query;
  }
}

function resolveTest(test: FieldTest, frame: TimeFrame): FieldTest {
  if (test.is === "value") {
    const span = readTimeSpan(test.value, frame);
    return span ? { is: "range", from: moment(span.fromMs, true), to: moment(span.toMs, false) } : test;
  }
  if (test.is !== "range") return test;
  const [from, to] = [test.from && readTimeSpan(test.from.value, frame), test.to && readTimeSpan(test.to.value, frame)];
  return {
    is: "range",
    ...(test.from && { from: from ? moment(test.from.isInclusive ? from.fromMs : from.toMs, true) : test.from }),
    ...(test.to && { to: to ? moment(test.to.isInclusive ? to.toMs : to.fromMs, false) : test.to }),
  };
}

function moment(timeMs: number, isInclusive: boolean): Bound {
  return { value: new Date(timeMs).toISOString(), isInclusive };
}
