import { letterEnd } from "../../basics/json-bytes.ts";
import { anyEscapeEnd } from "./escape-end.ts";
import { letterClass } from "./letter-class.ts";

/** Characters of a gram: a shorter text is in no filter. Not exported, because an exported constant is read each time. */
const gramLength = 5;
/** Bits of a filter while it grows, as a power of two; it is stored in as few as it needs. */
const grownBits = 17;
/** Largest share of bits that are set in a stored filter. */
const maxDensity = 0.24;
/** Rows of which a block says that their lines are unusual; where there are more, it has no filter. */
const maxUnusual = 64;

const backslash = 0x5c;

/** What is collected of the texts of a block that its dictionaries do not list. */
export interface GrowingGrams {
  /** A bit for the hash of each gram. */
  bits: Int32Array;
  /** Rows whose whole line was added, because it is not spelled like the others. */
  unusual: number[];
  /** The block has lines that nothing can be said of. */
  isGivenUp: boolean;
}

/** Creates an empty collection. */
export function createGrams(): GrowingGrams {
  return { bits: new Int32Array(1 << (grownBits - 5)), unusual: [], isGivenUp: false };
}

/** Bits of a character in a hash. Upper-case letters of one script, digits and most punctuation differ in them. */
const codeBits = 6;
const unknown = 255;
/** These bits by UTF-16 code, equal for all characters of one class; made at the first use. */
const codes = new Uint8Array(0x10000).fill(unknown);

function codeOfLetter(letter: number): number {
  const code = letterClass(letter) & ((1 << codeBits) - 1);
  if (letter < 0x10000) codes[letter] = code;
  return code;
}

/** The same by byte, for characters that stand in a line as they are in one byte; unknown for other bytes. */
const literal = new Uint8Array(256).fill(unknown);
for (let byte = 0; byte < 0x80; byte++) if (byte !== backslash) literal[byte] = codeOfLetter(byte);

/** The last characters as one number, of which {@link gramOf} takes five. */
function nextHash(hash: number, letter: number): number {
  const known = letter < 0x10000 ? codes[letter]! : unknown;
  return (hash << codeBits) | (known === unknown ? codeOfLetter(letter) : known);
}

function gramOf(hash: number): number {
  const five = hash << (32 - gramLength * codeBits);
  return Math.imul(five ^ (five >>> 16), 0x4271e0b5) >>> (32 - grownBits);
}

/** Adds the grams of a text that stands in a line, with its escapes. Bytes that are no UTF-8 give the filter up. */
export function addGrams(grams: GrowingGrams, bytes: Uint8Array, start: number, end: number): void {
  const { bits } = grams;
  let hash = 0;
  let left = gramLength - 1;
  let at = start;
  for (let code = 0; left > 0 && at < end && (code = literal[bytes[at]!]!) !== unknown; at++, left--)
    hash = (hash << codeBits) | code;
  while (at < end) {
    // Letters of one byte, and of two, come in runs.
    if (left === 0) {
      for (let code = 0; at < end && (code = literal[bytes[at]!]!) !== unknown; at++) {
        hash = (hash << codeBits) | code;
        const gram = gramOf(hash);
        bits[gram >>> 5]! |= 1 << gram;
      }
      for (let byte = 0; at < end && (byte = bytes[at]!) >= 0xc2 && byte <= 0xdf; at += 2) {
        const second = bytes[at + 1]!;
        if ((second & 0xc0) !== 0x80) break;
        hash = nextHash(hash, ((byte & 0x1f) << 6) | (second & 0x3f));
        const gram = gramOf(hash);
        bits[gram >>> 5]! |= 1 << gram;
      }
      if (at >= end) return;
    }
    const byte = bytes[at]!;
    const next = byte === backslash ? anyEscapeEnd(bytes, at + 1) : byte < 0x80 ? at + 1 : letterEnd(bytes, at);
    if (next < 0) {
      grams.isGivenUp = true;
      return;
    }
    hash = nextHash(hash, byte === backslash ? escapedCode(bytes, at) : codeAt(bytes, at, next));
    at = next;
    if (left > 0) left--;
    else {
      const gram = gramOf(hash);
      bits[gram >>> 5]! |= 1 << gram;
    }
  }
}

/** Codes of the escapes of one letter that is not its own. */
const shortEscapes: Record<number, number> = { 0x62: 0x08, 0x66: 0x0c, 0x6e: 0x0a, 0x72: 0x0d, 0x74: 0x09 };

function escapedCode(bytes: Uint8Array, at: number): number {
  const letter = bytes[at + 1]!;
  if (letter !== 0x75) return shortEscapes[letter] ?? letter;
  return Number.parseInt(String.fromCharCode(...bytes.subarray(at + 2, at + 6)), 16);
}

/** Code of a character as it stands in UTF-8; `10000` for one of four bytes. */
function codeAt(bytes: Uint8Array, at: number, end: number): number {
  if (end - at === 1) return bytes[at]!;
  if (end - at === 2) return ((bytes[at]! & 0x1f) << 6) | (bytes[at + 1]! & 0x3f);
  if (end - at === 4) return 0x10000;
  return ((bytes[at]! & 0x0f) << 12) | ((bytes[at + 1]! & 0x3f) << 6) | (bytes[at + 2]! & 0x3f);
}

/** Adds a whole line, because its row cannot be told from the columns. */
export function addUnusualLine(grams: GrowingGrams, row: number, line: Uint8Array): void {
  if (grams.unusual.at(-1) === row) return;
  grams.unusual.push(row);
  if (grams.unusual.length > maxUnusual) grams.isGivenUp = true;
  if (!grams.isGivenUp) addGrams(grams, line, 0, line.length);
}

/** The filter in as few bytes as it needs, a power of two; undefined where it was given up. */
export function packGrams({ bits, isGivenUp }: GrowingGrams): Uint8Array | undefined {
  if (isGivenUp) return undefined;
  let packed = bits;
  while (packed.length > 1) {
    const half = packed.slice(0, packed.length / 2);
    for (let at = 0; at < half.length; at++) half[at]! |= packed[half.length + at]!;
    if (countBits(half) > maxDensity * half.length * 32) break;
    packed = half;
  }
  return new Uint8Array(packed.slice().buffer);
}

function countBits(words: Int32Array): number {
  let count = 0;
  for (let word of words) {
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** The grams of a text as a person types it; empty for one of fewer than five characters. */
export function gramsOf(text: string): number[] {
  const found: number[] = [];
  let hash = 0;
  let left = gramLength;
  for (const character of text.replaceAll("\r\n", "\n")) {
    hash = nextHash(hash, character.codePointAt(0)!);
    if (--left <= 0) found.push(gramOf(hash));
  }
  return found;
}

/** Whether a packed filter has all of some grams, so that the text may be among those that were added. */
export function hasGrams(filter: Uint8Array, grams: number[]): boolean {
  const mask = filter.length * 8 - 1;
  return grams.every((gram) => (filter[(gram & mask) >>> 3]! & (1 << (gram & 7))) !== 0);
}
