// Finds the end of values in lines without adding them to columns. Accepts valid JSON in UTF-8 on one line.

import { letterEnd, numberEnd } from "../../basics/json-bytes.ts";
import { asciiText } from "./ascii-values.ts";
import { anyEscapeEnd, escapeEnd, isFoundLiteral } from "./escape-end.ts";
import { afterSpace, type LineBytes } from "./line-bytes.ts";

/** Deepest object whose fields are columns, the line itself being 1. */
export const maxDepth = 64;

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const comma = 0x2c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const space = 0x20;

/** 1 for the bytes that need no escape in a string: ASCII without quote, backslash and control characters. */
const plain = new Uint8Array(256);
for (let byte = space; byte < 0x80; byte++) plain[byte] = byte === quote || byte === backslash ? 0 : 1;

/** Offset of the quote that closes a text, from an offset inside of it on; or -1. */
export function textEnd(lines: LineBytes, start: number): number {
  const { bytes, view } = lines;
  const lastWord = lines.limit - 4;
  let at = start;
  for (;;) {
    // Four letters of ASCII at once, without quotes, backslashes and controls: the high bit of a byte tells one of those.
    while (at <= lastWord) {
      const word = view.getInt32(at, true);
      const found =
        ((word ^ 0x22222222) - 0x01010101) | ((word ^ 0x5c5c5c5c) - 0x01010101) | (word - 0x20202020) | word;
      if ((found & 0x80808080) !== 0) break;
      at += 4;
    }
    let byte = bytes[at]!;
    while (plain[byte] === 1) byte = bytes[++at]!;
    if (byte === quote) return at;
    // Cyrillic and other letters of two bytes come in runs.
    while (byte >= 0xc2 && byte <= 0xdf && (bytes[at + 1]! & 0xc0) === 0x80) byte = bytes[(at += 2)]!;
    if (plain[byte] === 1) continue;
    if (byte === quote) return at;
    at = letterOrEscapeEnd(lines, at);
    if (at < 0) return -1;
  }
}

/** End of a character of several bytes or of an escape, or -1. */
function letterOrEscapeEnd(lines: LineBytes, at: number): number {
  const { bytes } = lines;
  const byte = bytes[at]!;
  if (byte >= 0x80) return letterEnd(bytes, at);
  if (byte !== backslash) return -1;
  if (lines.isSpelledLikeOurs) lines.isSpelledLikeOurs = escapeEnd(bytes, at + 1) >= 0;
  if (lines.isToldByValues) lines.isToldByValues = isFoundLiteral(bytes, at + 1);
  return anyEscapeEnd(bytes, at + 1);
}

/** Offset after the value at an offset, or -1. @param depth of its place; an object or array may be there up to `maxDepth` */
export function valueEnd(lines: LineBytes, start: number, depth: number): number {
  const { bytes } = lines;
  let at = start;
  if (bytes[at] === space) at = afterSpace(lines, at);
  const first = bytes[at]!;
  if (first === quote) return afterText(lines, at);
  if (first === openBracket || first === openBrace) return depth > maxDepth ? -1 : nestedEnd(lines, at, depth);
  const word = first === 0x74 ? "true" : first === 0x66 ? "false" : first === 0x6e ? "null" : undefined;
  if (word === undefined) return numberEnd(bytes, at);
  return asciiText(bytes, at, at + word.length) === word ? at + word.length : -1;
}

function nestedEnd(lines: LineBytes, start: number, depth: number): number {
  const { bytes } = lines;
  const isObject = bytes[start] === openBrace;
  const close = isObject ? closeBrace : closeBracket;
  let at = start + 1;
  if (bytes[at] === space) at = afterSpace(lines, at);
  if (bytes[at] === close) return at + 1;
  for (;;) {
    if (isObject) {
      if (bytes[at] === space) at = afterSpace(lines, at);
      at = bytes[at] === quote ? afterText(lines, at) : -1;
      if (at < 0 || bytes[at] !== colon) return -1;
      at++;
    }
    at = valueEnd(lines, at, depth + 1);
    if (at < 0) return -1;
    if (bytes[at] === space) at = afterSpace(lines, at);
    if (bytes[at] === close) return at + 1;
    if (bytes[at] !== comma) return -1;
    at++;
  }
}

function afterText(lines: LineBytes, start: number): number {
  const end = textEnd(lines, start + 1);
  return end < 0 ? -1 : end + 1;
}
