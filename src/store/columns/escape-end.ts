import { isHex } from "../../basics/json-bytes.ts";
import { asciiText } from "./ascii-values.ts";

const backslash = 0x5c;
const quote = 0x22;

/** Letters that make an escape with the backslash before them. */
const shortEscapes = new Set(new TextEncoder().encode('"\\/bfnrt'));

/** Offset after any escape, from the letter after its backslash on; or -1. */
export function anyEscapeEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== 0x75) return shortEscapes.has(bytes[at]!) ? at + 1 : -1; // u
  for (let digit = at + 1; digit < at + 5; digit++) if (!isHex(bytes[digit]!)) return -1;
  return at + 5;
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

/**
 * Whether a search finds the same where the character of an escape stands literally. It expects the escaped underscore only in
 * words that are counted (`guardCountedWords`), and takes some white space for such only as an escape.
 *
 * @param at offset after the backslash
 */
export function isFoundLiteral(bytes: Uint8Array, at: number): boolean {
  if (escapeEnd(bytes, at) < 0) return false;
  if (bytes[at] !== 0x75) return true;
  const code = codeAt(bytes, at + 1);
  return code === 0x5f ? isInCountedWord(bytes, at) : code !== 0x85 && code !== 0x2028 && code !== 0x2029;
}

function isInCountedWord(bytes: Uint8Array, at: number): boolean {
  const before = asciiText(bytes, Math.max(0, at - 8), at - 1);
  const after = asciiText(bytes, at + 5, Math.min(bytes.length, at + 12));
  return /auth$/i.test(before) || (/request$/i.test(before) && /^(?:start|success|error)/i.test(after));
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
