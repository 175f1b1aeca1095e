import {
  characterEnd,
  characterStart,
  searchCharacters,
  startsCharacter,
  type SearchCharacter,
} from "./value-characters.ts";

/** Case-insensitive search for one text in UTF-8 bytes of JSON lines. */
export interface SubstringFinder {
  /** Offset of the first occurrence at or after `from`; -1 when there is none. */
  find(bytes: Uint8Array, from: number): number;
}

/**
 * Prepares a search for a text in the values of JSON lines, without decoding them: a character is found whether it stands
 * literally or as an escape, and a text of the line's own punctuation is found too.
 *
 * Horspool's algorithm, on sets of bytes, finds the longest part that has no escapes in lines of ours; each hit is then compared
 * character by character, to both sides.
 *
 * @throws RangeError when the text is empty
 */
export function createSubstringFinder(text: string): SubstringFinder {
  if (text === "") throw new RangeError("a substring to search for must not be empty");
  const characters = searchCharacters(text);
  const anchor = longestPlain(characters);
  const before = characters.slice(0, anchor.start).reverse();
  const after = characters.slice(anchor.end);
  const plain = characters.slice(anchor.start, anchor.end);
  const findPlain = plain.length === 0 ? findNext : createPlainFinder(plain);
  const length = plain.reduce((sum, { width }) => sum + width, 0);

  return {
    find(bytes, from) {
      for (let at = findPlain(bytes, from); at >= 0; at = findPlain(bytes, at + 1)) {
        if (walk(bytes, at + length, after, characterEnd) < 0 || !startsCharacter(bytes, at)) continue;
        const start = walk(bytes, at, before, characterStart);
        if (start >= from) return start;
      }
      return -1;
    },
  };
}

/** The longest run of characters that need no escape; empty, at the start, when there is none. */
function longestPlain(characters: SearchCharacter[]): { start: number; end: number } {
  let best = { start: 0, end: 0 };
  for (let start = 0, at = 0; at <= characters.length; at++) {
    if (characters[at]?.plain === true) continue;
    if (at - start > best.end - best.start) best = { start, end: at };
    start = at + 1;
  }
  return best;
}

/** Walks over characters in one direction; returns the offset behind the last of them, or -1. */
function walk(
  bytes: Uint8Array,
  from: number,
  characters: SearchCharacter[],
  step: (bytes: Uint8Array, at: number, character: SearchCharacter) => number,
): number {
  let at = from;
  for (const character of characters) if ((at = step(bytes, at, character)) < 0) return -1;
  return at;
}

/** For a text of characters that may all be escapes: every offset may begin it. */
function findNext(bytes: Uint8Array, from: number): number {
  return from < bytes.length ? from : -1;
}

/** Finds characters in their literal forms. */
function createPlainFinder(characters: SearchCharacter[]): SubstringFinder["find"] {
  const allowed = allowedBytes(characters);
  const { length } = allowed;
  const shift = new Int32Array(256).fill(length);
  for (let at = 0; at < length - 1; at++) for (const byte of allowed[at]!) shift[byte] = length - 1 - at;
  const last = new Uint8Array(256);
  for (const byte of allowed[length - 1]!) last[byte] = 1;
  const widths = characters.map(({ width }) => width);
  /** As typed, lower case, upper case; the typed form again where there is no other. */
  const form = (index: number) => Int32Array.from(characters, ({ forms }) => forms[index] ?? forms[0]!);
  const forms: LetterForms = [form(0), form(1), form(2)];

  return (bytes, from) => {
    const end = bytes.length;
    for (let at = from + length - 1; at < end;) {
      const byte = bytes[at]!;
      if (last[byte] === 1 && matches(bytes, at - length + 1, widths, forms)) return at - length + 1;
      at += shift[byte]!;
    }
    return -1;
  };
}

/** For each byte of the characters, its possible values. */
function allowedBytes(characters: SearchCharacter[]): number[][] {
  return characters.flatMap(({ width, forms }) =>
    Array.from({ length: width }, (_, at) => forms.map((form) => (form >>> (8 * (width - 1 - at))) & 255)),
  );
}

type LetterForms = [typed: Int32Array, other: Int32Array, third: Int32Array];

function matches(bytes: Uint8Array, start: number, widths: number[], [typed, other, third]: LetterForms): boolean {
  let at = start;
  for (let letter = 0; letter < widths.length; letter++) {
    const end = at + widths[letter]!;
    let number = 0;
    while (at < end) number = (number << 8) | bytes[at++]!;
    if (number !== typed[letter] && number !== other[letter] && number !== third[letter]) return false;
  }
  return true;
}
