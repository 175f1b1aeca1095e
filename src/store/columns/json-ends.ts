// Finds the end of JSON values in UTF-8 bytes, without parsing them. Returns -1 for anything invalid, and for what is valid
// but rare: white space between tokens, an escape that our lines do not have, and nesting deeper than `maxDepth`. The caller
// then parses as usual.

const quote = 0x22;
const backslash = 0x5c;
const maxDepth = 16;

/** 1 for the bytes that need no escape in a string: ASCII without quote, backslash and control characters. */
const plain = new Uint8Array(256);
for (let byte = 0x20; byte < 0x80; byte++) plain[byte] = byte === quote || byte === backslash ? 0 : 1;

/**
 * Finds the end of the value that begins at an offset.
 *
 * @returns the offset after it, or -1
 */
export function valueEnd(bytes: Uint8Array, at: number, depth = 1): number {
  switch (bytes[at]) {
    case quote: {
      const end = stringEnd(bytes, at + 1);
      return end < 0 ? -1 : end + 1;
    }
    case 0x7b: // {
      return depth > maxDepth ? -1 : objectEnd(bytes, at + 1, depth);
    case 0x5b: // [
      return depth > maxDepth ? -1 : arrayEnd(bytes, at + 1, depth);
    case 0x74: // true
      return bytes[at + 1] === 0x72 && bytes[at + 2] === 0x75 && bytes[at + 3] === 0x65 ? at + 4 : -1;
    case 0x66: // false
      return bytes[at + 1] === 0x61 && bytes[at + 2] === 0x6c && bytes[at + 3] === 0x73 && bytes[at + 4] === 0x65
        ? at + 5
        : -1;
    case 0x6e: // null
      return bytes[at + 1] === 0x75 && bytes[at + 2] === 0x6c && bytes[at + 3] === 0x6c ? at + 4 : -1;
    default:
      return numberEnd(bytes, at);
  }
}

/**
 * Finds the closing quote of a string whose content begins at an offset; validates escapes and UTF-8.
 *
 * @returns the offset of the quote, or -1
 */
export function stringEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const byte = bytes[at]!;
    if (plain[byte] === 1) at++;
    else if (byte === quote) return at;
    else {
      at = byte === backslash ? escapeEnd(bytes, at + 1) : letterEnd(bytes, at);
      if (at < 0) return -1;
    }
  }
}

/** Offset after an escape that our lines may have, from the letter after its backslash on; or -1. */
export function escapeEnd(bytes: Uint8Array, at: number): number {
  switch (bytes[at]) {
    case quote:
    case backslash:
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return at + 1;
    case 0x75: // u
      return isOurEscape(bytes, at + 1) ? at + 5 : -1;
    default:
      return -1;
  }
}

/**
 * Whether four digits are an escape of a line of ours: of a control, the underscore, a line separator or half a surrogate
 * pair. Other characters are literal there, so that a search need not expect their escapes.
 */
function isOurEscape(bytes: Uint8Array, from: number): boolean {
  for (let digit = from; digit < from + 4; digit++) if (!isHex(bytes[digit]!)) return false;
  const code = codeAt(bytes, from);
  if ((code & 0xf800) === 0xd800) return !isPaired(bytes, from, code);
  const isControl = code < 0x20 || (code >= 0x7f && code <= 0x9f);
  return isControl || code === 0x5f || code === 0x2028 || code === 0x2029;
}

function codeAt(bytes: Uint8Array, from: number): number {
  return Number.parseInt(String.fromCharCode(...bytes.subarray(from, from + 4)), 16);
}

/** Whether the escape of the other half of a surrogate pair follows, or goes before. */
function isPaired(bytes: Uint8Array, from: number, code: number): boolean {
  const isHigh = code < 0xdc00;
  const other = isHigh ? from + 6 : from - 6;
  if (bytes[other - 2] !== backslash || bytes[other - 1] !== 0x75) return false; // u
  let slashes = 1;
  while (!isHigh && bytes[other - 2 - slashes] === backslash) slashes++;
  // After an even number of backslashes the letter is no escape.
  return slashes % 2 === 1 && (codeAt(bytes, other) & 0xfc00) === (isHigh ? 0xdc00 : 0xd800);
}

/** Whether a byte is a hexadecimal digit. */
export function isHex(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

/** End of a character of two to four bytes, or -1 for overlong forms, surrogates and values beyond Unicode. */
export function letterEnd(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  const second = bytes[at + 1]!;
  if ((second & 0xc0) !== 0x80) return -1;
  if (first >= 0xc2 && first <= 0xdf) return at + 2;
  if ((bytes[at + 2]! & 0xc0) !== 0x80) return -1;
  if (first >= 0xe0 && first <= 0xef) {
    if (first === 0xe0 && second < 0xa0) return -1;
    return first === 0xed && second > 0x9f ? -1 : at + 3;
  }
  if ((bytes[at + 3]! & 0xc0) !== 0x80) return -1;
  if (first === 0xf0) return second < 0x90 ? -1 : at + 4;
  if (first === 0xf4) return second > 0x8f ? -1 : at + 4;
  return first > 0xf0 && first < 0xf4 ? at + 4 : -1;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** End of a number as JSON has it, or -1. */
export function numberEnd(bytes: Uint8Array, from: number): number {
  let at = bytes[from] === 0x2d ? from + 1 : from; // -
  if (bytes[at] === 0x30) at++;
  else if ((at = digitsEnd(bytes, at)) < 0) return -1;
  if (bytes[at] === 0x2e && (at = digitsEnd(bytes, at + 1)) < 0) return -1; // .
  if ((bytes[at]! | 0x20) !== 0x65) return at; // e or E
  const sign = bytes[at + 1];
  return digitsEnd(bytes, sign === 0x2b || sign === 0x2d ? at + 2 : at + 1);
}

/** End of a run of digits, or -1 when there is none. */
function digitsEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isDigit(bytes[at]!)) at++;
  return at === from ? -1 : at;
}

function arrayEnd(bytes: Uint8Array, from: number, depth: number): number {
  if (bytes[from] === 0x5d) return from + 1; // ]
  for (let at = from; ; at++) {
    at = valueEnd(bytes, at, depth + 1);
    if (at < 0 || bytes[at] === 0x5d) return at < 0 ? -1 : at + 1;
    if (bytes[at] !== 0x2c) return -1; // ,
  }
}

function objectEnd(bytes: Uint8Array, from: number, depth: number): number {
  if (bytes[from] === 0x7d) return from + 1; // }
  for (let at = from; ; at++) {
    if (bytes[at] !== quote) return -1;
    at = stringEnd(bytes, at + 1);
    if (at < 0 || bytes[at + 1] !== 0x3a) return -1; // :
    at = valueEnd(bytes, at + 2, depth + 1);
    if (at < 0 || bytes[at] === 0x7d) return at < 0 ? -1 : at + 1;
    if (bytes[at] !== 0x2c) return -1;
  }
}
