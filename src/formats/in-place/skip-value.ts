// Finds the end of JSON values in bytes, without parsing them. Accepts what `JSON.parse` accepts on one line, in valid UTF-8
// and at most `maxDepth` levels deep; the caller then parses as usual.

import { isHex, letterEnd, numberEnd } from "../../basics/json-bytes.ts";

/** Deepest nesting that is followed. */
const maxDepth = 64;

const quote = 0x22;
const backslash = 0x5c;

/** What a byte is in a string: 0 for ASCII that stands for itself, else one of the following. */
const [control, isQuote, isEscape, isLead] = [1, 2, 3, 4] as const;
const classes = new Uint8Array(256);
classes.fill(control, 0, 0x20);
classes.fill(isLead, 0x7f);
classes[quote] = isQuote;
classes[backslash] = isEscape;

/** What else is known of the values that were skipped; set to 0 by the caller. */
export const skipped = {
  /** Bits: a character beyond ASCII, an escape, and a spelling that lines of ours do not have. */
  traits: 0,
};
export const trait = { beyondAscii: 1, escape: 2, foreignSpelling: 4 } as const;

/** Offset after the white space at an offset. */
export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  for (; ; at++) {
    const byte = bytes[at];
    if (byte === 9) skipped.traits |= trait.foreignSpelling;
    else if (byte !== 0x20) return at;
  }
}

/** Offset after the value that begins at an offset; -1 for what is none. Looks at bytes behind `bytes` as at any others. */
export function skipValue(bytes: Uint8Array, at: number, depth = 1): number {
  switch (bytes[at]) {
    case quote:
      return skipString(bytes, at + 1);
    case 0x7b: // {
      return depth > maxDepth ? -1 : skipObject(bytes, at + 1, depth);
    case 0x5b: // [
      return depth > maxDepth ? -1 : skipArray(bytes, at + 1, depth);
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

/** Offset after the closing quote of a string whose content begins at an offset, or -1. */
export function skipString(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    while (classes[bytes[at]!] === 0) at++;
    switch (classes[bytes[at]!]) {
      case isQuote:
        return at + 1;
      case isEscape:
        at = skipEscape(bytes, at + 1);
        break;
      case isLead:
        at = skipCharacter(bytes, at);
        break;
      default: // A control character, or the end.
        return -1;
    }
    if (at < 0) return -1;
  }
}

function skipEscape(bytes: Uint8Array, at: number): number {
  skipped.traits |= trait.escape;
  switch (bytes[at]) {
    case quote:
    case backslash:
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return at + 1;
    case 0x2f: // /
      skipped.traits |= trait.foreignSpelling;
      return at + 1;
    case 0x75: // u; some are ours: whoever must know looks again
      skipped.traits |= trait.foreignSpelling;
      for (let digit = at + 1; digit < at + 5; digit++) if (!isHex(bytes[digit]!)) return -1;
      return at + 5;
    default:
      return -1;
  }
}

/** Offset after DEL or a character of two to four bytes; -1 for what is no UTF-8. */
function skipCharacter(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first === 0x7f) {
    skipped.traits |= trait.foreignSpelling;
    return at + 1;
  }
  skipped.traits |= trait.beyondAscii;
  const second = bytes[at + 1]!;
  const isC1Control = first === 0xc2 && second < 0xa0;
  const isLineSeparator = first === 0xe2 && second === 0x80 && (bytes[at + 2]! | 1) === 0xa9;
  if (isC1Control || isLineSeparator) skipped.traits |= trait.foreignSpelling;
  return letterEnd(bytes, at);
}

function skipArray(bytes: Uint8Array, from: number, depth: number): number {
  let at = skipSpace(bytes, from);
  if (bytes[at] === 0x5d) return at + 1; // ]
  for (;;) {
    at = skipValue(bytes, skipSpace(bytes, at), depth + 1);
    if (at < 0) return -1;
    at = skipSpace(bytes, at);
    if (bytes[at] === 0x5d) return at + 1;
    if (bytes[at++] !== 0x2c) return -1; // ,
  }
}

function skipObject(bytes: Uint8Array, from: number, depth: number): number {
  let at = skipSpace(bytes, from);
  if (bytes[at] === 0x7d) return at + 1; // }
  for (;;) {
    at = skipSpace(bytes, at);
    if (bytes[at] !== quote) return -1;
    at = skipString(bytes, at + 1);
    if (at < 0) return -1;
    at = skipSpace(bytes, at);
    if (bytes[at] !== 0x3a) return -1; // :
    at = skipValue(bytes, skipSpace(bytes, at + 1), depth + 1);
    if (at < 0) return -1;
    at = skipSpace(bytes, at);
    if (bytes[at] === 0x7d) return at + 1;
    if (bytes[at++] !== 0x2c) return -1;
  }
}
