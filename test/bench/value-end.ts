// Finds the end of JSON values in UTF-8 bytes, without parsing them, as the peer of the benches does. Returns -1 for anything
// invalid, and for what is valid but rare.

import { letterEnd, numberEnd } from "../../src/basics/json-bytes.ts";
import { escapeEnd } from "../../src/store/columns/escape-end.ts";

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
function stringEnd(bytes: Uint8Array, from: number): number {
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
