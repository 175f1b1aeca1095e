import { asciiText } from "../../src/store/columns/ascii-values.ts";

/**
 * Creates a parser of times like `"2026-01-05T09:00:00.000Z"`, with their quotes. It returns milliseconds since the epoch, or
 * NaN for any other form. A date is parsed by `Date.parse` once, for all lines of that day.
 */
export function createTimeReader(): (bytes: Uint8Array, start: number) => number {
  const day = new Uint8Array(10);
  let dayMs = NaN;
  return (bytes, start) => {
    for (let at = 0; at < 10; at++) {
      if (bytes[start + 1 + at] === day[at]) continue;
      day.set(bytes.subarray(start + 1, start + 11));
      dayMs = dayOf(asciiText(day, 0, 10));
      break;
    }
    const hours = twoDigits(bytes, start + 12);
    const minutes = twoDigits(bytes, start + 15);
    const seconds = twoDigits(bytes, start + 18);
    const formed =
      bytes[start] === 0x22 && // "
      bytes[start + 11] === 0x54 && // T
      bytes[start + 14] === 0x3a && // :
      bytes[start + 17] === 0x3a &&
      bytes[start + 20] === 0x2e && // .
      bytes[start + 24] === 0x5a && // Z
      bytes[start + 25] === 0x22;
    if (!formed || !(hours < 24 && minutes < 60 && seconds < 60)) return NaN;
    const tenths = bytes[start + 21]!;
    if (!(tenths >= 0x30 && tenths <= 0x39)) return NaN;
    const millis = (tenths - 0x30) * 100 + twoDigits(bytes, start + 22);
    return dayMs + ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis;
  };
}

/** Start of a day that a log may be of, as of the formats room: from 1980 to 2099, and in the calendar. */
function dayOf(text: string): number {
  const dayMs = /^(?:19[89]|20\d)\d-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00.000Z`) : NaN;
  // 30 February is parsed as a day of March.
  return dayMs === dayMs && new Date(dayMs).toISOString().startsWith(text) ? dayMs : NaN;
}

/** Parses two digits; NaN where there are none. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 0x30;
  const ones = bytes[at + 1]! - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}
