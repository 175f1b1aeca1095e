import { createWallClock, type WallClock } from "../../basics/wall-clock.ts";
import { scanCalendarTime } from "./calendar-time.ts";
import { epochMs, epochTextMs, isLogTime } from "./epoch-time.ts";
import { scanIsoTime, type WrittenTime } from "./iso-time.ts";

/** A time that was understood. */
export interface ReadTime {
  /** In milliseconds since the epoch, with fractions. */
  timeMs: number;
  zone: "stated" | "assumed";
}

/** What a time that does not say everything needs. */
export interface TimeContext {
  /** Clock of times without a zone. */
  clock: WallClock;
  /** No record is later than this, in milliseconds since the epoch: gives the year where none is written. */
  latestMs: number;
}

/** Longest text that can be a time, in UTF-16 units. */
const maxLength = 80;

/**
 * Reads a time of any logger: ISO 8601 and its relatives, epochs in s, ms, µs or ns as number or text, the forms of web
 * servers, syslog, mail and `ctime`, and objects of seconds and nanoseconds. Never throws.
 *
 * @returns undefined for what is no time, for a date that does not exist, and for zero and far times (before 1980, from
 * 2100 on)
 */
export function readTime(value: unknown, context: TimeContext): ReadTime | undefined {
  if (typeof value === "string") return readTimeText(value, context);
  if (typeof value === "number") return stated(epochMs(value));
  if (typeof value === "bigint") return stated(epochTextMs(String(value)));
  return typeof value === "object" && value !== null ? readTimeObject(value as TimeObject, context) : undefined;
}

function readTimeText(value: string, context: TimeContext): ReadTime | undefined {
  if (value.length > maxLength) return undefined;
  const text = value.trim();
  const written = scanTime(text, 0, context.latestMs);
  // Go adds the abbreviation again and the monotonic clock: `+0300 MSK m=+0.001`.
  const isWhole = written && /^(?: [A-Z]{1,5})?(?: m=[+-][\d.]+)?$/.test(text.slice(written.end));
  if (isWhole) return resolveTime(written, context);
  // Older .NET: `/Date(1767603600123+0300)/`, of which the zone says nothing about the moment.
  return stated(epochTextMs(/^\/Date\((\d+)(?:[+-]\d{4})?\)\/$/.exec(text)?.[1] ?? text));
}

/** Finds a time at a position of a text, in whatever form. */
export function scanTime(text: string, from: number, latestMs: number): WrittenTime | undefined {
  return scanIsoTime(text, from) ?? scanCalendarTime(text, from, latestMs);
}

/** Converts a written time to one since the epoch; undefined for zero, far and impossible ones. */
export function resolveTime(written: WrittenTime, { clock }: TimeContext): ReadTime | undefined {
  const { wallMs, offsetMinutes, zoneName } = written;
  // A zone moves a time by a day at most; the clocks need not be asked about years that are no log's.
  if (!isLogTime(wallMs)) return undefined;
  if (offsetMinutes !== undefined) return stated(wallMs - offsetMinutes * 60_000);
  if (zoneName !== undefined) return stated(createWallClock(zoneName)(wallMs));
  return { timeMs: clock(wallMs), zone: "assumed" };
}

function stated(timeMs: number | undefined): ReadTime | undefined {
  return timeMs === undefined ? undefined : { timeMs, zone: "stated" };
}

interface TimeObject {
  [name: string]: unknown;
}

const secondNames = ["seconds", "epochSecond", "_seconds", "sec"];
const nanoNames = ["nanos", "nanoOfSecond", "_nanoseconds", "nanoseconds", "nsec"];

/** `{seconds, nanos}` of protobuf and Log4j, `{timestamp, repr}` of loguru, `{$date}` of MongoDB. */
function readTimeObject(value: TimeObject, context: TimeContext): ReadTime | undefined {
  const own = (name: string) => (Object.hasOwn(value, name) ? value[name] : undefined);
  const seconds = Number(secondNames.map(own).find((one) => typeof one === "number" || typeof one === "string"));
  if (!Number.isNaN(seconds)) {
    const nanos = Number(nanoNames.map(own).find((one) => typeof one === "number") ?? 0);
    const timeMs = seconds * 1000 + nanos / 1e6;
    return isLogTime(timeMs) ? stated(timeMs) : undefined;
  }
  const inner = own("timestamp") ?? own("repr") ?? own("$date") ?? own("$numberLong") ?? own("iso");
  // One level down, two for MongoDB's long: deeper objects are no times.
  if (typeof inner !== "object" || inner === null) return readTime(inner, context);
  const long = Object.hasOwn(inner, "$numberLong") ? (inner as TimeObject)["$numberLong"] : undefined;
  return typeof long === "string" ? stated(epochTextMs(long)) : undefined;
}
