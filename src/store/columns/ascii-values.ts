// Parses ASCII values from bytes without creating strings first.

/** Decodes a range of ASCII bytes. */
export function asciiText(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}

/** Powers of ten, from 10^0 to 10^15. */
export const powersOfTen = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/** Parses a number of at most 15 characters without exponent, as exactly as `JSON.parse`; NaN for anything else. */
export function decimal(bytes: Uint8Array, start: number, end: number): number {
  const negative = bytes[start] === 0x2d;
  if (end - start > 15) return NaN;
  let digits = 0;
  let places = -1;
  for (let at = negative ? start + 1 : start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === 0x2e) places = 0;
    else if (byte >= 0x30 && byte <= 0x39) {
      digits = digits * 10 + byte - 0x30;
      if (places >= 0) places++;
    } else return NaN;
  }
  const value = places > 0 ? digits / powersOfTen[places]! : digits;
  return negative ? -value : value;
}

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
