import { letterForms, whiteSpaceCharacters } from "../../query/text/letter-forms.ts";

/** A character of a searched text: the code points it may be, and its literal UTF-8 forms, each as one number. */
export interface SearchCharacter {
  codes: number[];
  forms: number[];
  /** Bytes of each form. */
  width: number;
  /** Whether a line of ours always has it literally; other characters may stand as an escape. */
  plain: boolean;
}

const encoder = new TextEncoder();
const asNumber = (bytes: Uint8Array) => bytes.reduce((number, byte) => (number << 8) | byte, 0);

/**
 * The characters of a text to search for.
 *
 * Case is ignored where both forms have the same number of bytes in UTF-8 (Latin, Cyrillic, Greek). White space matches any
 * one white-space character, so that a text of several lines is found as it is pasted into one.
 */
export function searchCharacters(text: string): SearchCharacter[] {
  const letters = [...text.replaceAll("\r\n", "\n")];
  return letters.map((letter, index) => {
    if (/\s/u.test(letter)) return whiteSpace;
    const spelled = letterForms(letter);
    return {
      codes: spelled.map((form) => form.codePointAt(0)!),
      forms: spelled.map((form) => asNumber(encoder.encode(form))),
      width: encoder.encode(letter).length,
      plain: !/["\\/\p{C}]/u.test(letter) && !(letter === "_" && mayBeGuarded(letters, index)),
    };
  });
}

const whiteSpace: SearchCharacter = {
  codes: [...whiteSpaceCharacters].map((letter) => letter.charCodeAt(0)),
  forms: [0x20],
  width: 1,
  plain: false,
};

/** The words whose underscore `renderJsonLine` writes as an escape, before and after it. */
const guarded: [before: string, after: string[]][] = [
  ["request", ["start", "success", "error"]],
  ["auth", [""]],
];

/** Whether the underscore at an index can belong to a guarded word, of which the text may hold only a part. */
function mayBeGuarded(letters: string[], index: number): boolean {
  const before = letters.slice(0, index).join("").toLowerCase();
  const after = letters
    .slice(index + 1)
    .join("")
    .toLowerCase();
  return guarded.some(([word, endings]) => {
    const beforeFits = before.length < word.length ? word.endsWith(before) : before.endsWith(word);
    return beforeFits && endings.some((ending) => after.startsWith(ending) || ending.startsWith(after));
  });
}

/** Code points of the escapes of one letter, by that letter. */
const shortEscapes: Record<number, number> = Object.fromEntries(
  ['""', "\\\\", "//", "b\b", "f\f", "n\n", "r\r", "t\t"].map(([letter, value]) => [
    letter!.charCodeAt(0),
    value!.charCodeAt(0),
  ]),
);

const backslash = 0x5c;
const letterU = 0x75;
const unicodeEscapeBytes = 6;

/** Whether an odd number of backslashes stands directly before an offset. */
function isEscaped(bytes: Uint8Array, at: number): boolean {
  let start = at;
  while (bytes[start - 1] === backslash) start--;
  return (at - start) % 2 === 1;
}

/** Offset of the escape `\uXXXX` that covers the byte at an offset; -1 when none does. */
function unicodeEscapeAround(bytes: Uint8Array, at: number): number {
  for (let u = at; u > at - unicodeEscapeBytes + 1; u--) {
    if (bytes[u] === letterU && isEscaped(bytes, u)) return u - 1;
  }
  return -1;
}

/** Whether a character of a value begins at an offset, and not the inside of an escape. */
export function startsCharacter(bytes: Uint8Array, at: number): boolean {
  return !isEscaped(bytes, at) && unicodeEscapeAround(bytes, at) < 0;
}

/** Offset after the character when it stands at an offset, literally or as an escape; else -1. */
export function characterEnd(bytes: Uint8Array, at: number, character: SearchCharacter): number {
  if (bytes[at] !== backslash)
    return literalAt(bytes, at, character) ? at + character.width : nonBreaking(bytes, at, character);
  const letter = bytes[at + 1]!;
  if (letter !== letterU) return character.codes.includes(shortEscapes[letter] ?? -1) ? at + 2 : -1;
  return character.codes.includes(hexAt(bytes, at + 2)) ? at + unicodeEscapeBytes : -1;
}

/** Offset of the character when it ends before an offset, literally or as an escape; else -1. */
export function characterStart(bytes: Uint8Array, end: number, character: SearchCharacter): number {
  const escape = unicodeEscapeAround(bytes, end - 1);
  if (escape >= 0) {
    return escape + unicodeEscapeBytes === end && character.codes.includes(hexAt(bytes, escape + 2)) ? escape : -1;
  }
  if (isEscaped(bytes, end - 1)) return character.codes.includes(shortEscapes[bytes[end - 1]!] ?? -1) ? end - 2 : -1;
  const at = end - character.width;
  if (at >= 0 && literalAt(bytes, at, character)) return at;
  return nonBreaking(bytes, end - 2, character) === end ? end - 2 : -1;
}

function literalAt(bytes: Uint8Array, at: number, { forms, width }: SearchCharacter): boolean {
  let number = 0;
  for (let byte = at; byte < at + width; byte++) number = (number << 8) | bytes[byte]!;
  return forms.includes(number);
}

/** The one white-space character of two bytes. */
function nonBreaking(bytes: Uint8Array, at: number, character: SearchCharacter): number {
  return character === whiteSpace && bytes[at] === 0xc2 && bytes[at + 1] === 0xa0 ? at + 2 : -1;
}

function hexAt(bytes: Uint8Array, at: number): number {
  return Number.parseInt(String.fromCharCode(...bytes.subarray(at, at + 4)), 16);
}
