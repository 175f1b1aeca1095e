import { setBounded } from "./bounded-map.ts";

/** Converts a wall-clock time, in milliseconds as if it were UTC, to milliseconds since the epoch. */
export type WallClock = (wallMs: number) => number;

const minuteMs = 60_000;
/** Offsets change at multiples of this. */
const cellMs = 15 * minuteMs;
const maxCells = 4_096;

/**
 * Creates the clock of a zone.
 *
 * In the hour that comes twice in autumn the first is taken; in the one that spring leaves out the time goes on as before.
 *
 * @param zone `local` (this machine's), `utc`, an IANA name or `±hh:mm`; one that is not known counts as `utc`
 */
export function createWallClock(zone = "local"): WallClock {
  const fixedMs = fixedOffset(zone);
  if (fixedMs !== undefined) return (wallMs) => wallMs - fixedMs;
  const offsetAt = zoneOffset(zone);
  const offsets = new Map<number, number>();
  return (wallMs) => {
    const cell = Math.floor(wallMs / cellMs);
    let offsetMs = offsets.get(cell);
    if (offsetMs === undefined) {
      offsetMs = settledOffset(cell * cellMs, offsetAt);
      setBounded(offsets, cell, offsetMs, maxCells);
    }
    return wallMs - offsetMs;
  };
}

/** The distance of a zone from UTC at a moment, in milliseconds. @param zone as of `createWallClock` */
export function zoneOffset(zone: string): (timeMs: number) => number {
  const fixedMs = fixedOffset(zone);
  if (fixedMs !== undefined) return () => fixedMs;
  return zone === "local" ? localOffsetMs : (namedOffset(zone) ?? (() => 0));
}

/** Of a zone without changes. */
function fixedOffset(zone: string): number | undefined {
  if (/^(?:utc|gmt|z)$/i.test(zone)) return 0;
  const minutes = offsetMinutes(zone);
  return minutes === undefined ? undefined : minutes * minuteMs;
}

/** Reads `+03:00`, `+0300` or `+03`, in minutes; undefined for other text. */
export function offsetMinutes(text: string): number | undefined {
  const [, sign, hours, minutes = "0"] = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** The offset at a wall-clock time: of the two sides of a change, the one before it. */
function settledOffset(wallMs: number, offsetAt: (timeMs: number) => number): number {
  const dayMs = 24 * 60 * minuteMs;
  const before = offsetAt(wallMs - dayMs);
  if (offsetAt(wallMs - before) === before) return before;
  const after = offsetAt(wallMs + dayMs);
  return offsetAt(wallMs - after) === after ? after : before;
}

const localOffsetMs = (timeMs: number) => -new Date(timeMs).getTimezoneOffset() * minuteMs;

function namedOffset(timeZone: string): ((timeMs: number) => number) | undefined {
  try {
    const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
    return (timeMs) => {
      const name = format.formatToParts(timeMs).find(({ type }) => type === "timeZoneName")?.value ?? "";
      return (offsetMinutes(name.slice(3)) ?? 0) * minuteMs;
    };
  } catch {
    return undefined; // No zone of that name: the caller has its fallback.
  }
}

/** Minutes east of UTC; names that several countries share have the meaning that logs most often give them. */
const abbreviations: Record<string, number> = {
  ...{ UTC: 0, GMT: 0, Z: 0, WET: 0, WEST: 60, BST: 60, CET: 60, CEST: 120, EET: 120, EEST: 180 },
  ...{ MSK: 180, MSD: 240, SAMT: 240, YEKT: 300, OMST: 360, NOVT: 420, KRAT: 420, IRKT: 480, YAKT: 540, VLAT: 600 },
  ...{ MAGT: 660, PETT: 720, JST: 540, KST: 540, HKT: 480, SGT: 480, IST: 330 },
  ...{ EST: -300, EDT: -240, CST: -360, CDT: -300, MST: -420, MDT: -360, PST: -480, PDT: -420 },
};

/** The offset of a zone's abbreviation such as `MSK`, in minutes; undefined for one that is not known. */
export function abbreviationMinutes(name: string): number | undefined {
  return Object.hasOwn(abbreviations, name) ? abbreviations[name] : undefined;
}
