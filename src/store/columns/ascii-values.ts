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

/** The day of the time that was read last, and its bytes: most lines are of the day of the line before. */
export interface TimeMemo {
  /** The quote, the date and the `T`, in words of four bytes. */
  readonly words: Int32Array;
  dayMs: number;
}

/** Creates an empty memo. */
export function createTimeMemo(): TimeMemo {
  return { words: new Int32Array(3), dayMs: NaN };
}

/**
 * Parses a time like `"2026-01-05T09:00:00.000Z"`, with its quotes.
 *
 * @returns milliseconds since the epoch, or NaN for any other form
 */
export function timeAt(memo: TimeMemo, view: DataView, bytes: Uint8Array, start: number): number {
  const hours = twoDigits(bytes, start + 12);
  const minutes = twoDigits(bytes, start + 15);
  const seconds = twoDigits(bytes, start + 18);
  const tenths = bytes[start + 21]! - 0x30;
  const formed =
    bytes[start + 14] === 0x3a && // :
    bytes[start + 17] === 0x3a &&
    bytes[start + 20] === 0x2e && // .
    bytes[start + 24] === 0x5a && // Z
    bytes[start + 25] === 0x22;
  if (!formed || !(hours < 24 && minutes < 60 && seconds < 60 && tenths >= 0 && tenths <= 9)) return NaN;
  const millis = tenths * 100 + twoDigits(bytes, start + 22);
  return dayAt(memo, view, bytes, start) + ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis;
}

/** Start of the day of the date at an offset, where that is followed by a `T`. */
function dayAt(memo: TimeMemo, view: DataView, bytes: Uint8Array, start: number): number {
  const { words } = memo;
  const [first, second, third] = [
    view.getInt32(start, true),
    view.getInt32(start + 4, true),
    view.getInt32(start + 8, true),
  ];
  if (third !== words[2] || second !== words[1] || first !== words[0]) {
    words.set([first, second, third]);
    const formed = bytes[start] === 0x22 && bytes[start + 11] === 0x54; // T
    memo.dayMs = formed ? dayOf(asciiText(bytes, start + 1, start + 11)) : NaN;
  }
  return memo.dayMs;
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
