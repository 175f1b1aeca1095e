/** Finds one text in UTF-8 bytes without regard to capital and small letters. */
export interface SubstringFinder {
  /** Offset of the first occurrence at or after `from`; -1 when there is none. */
  find(bytes: Uint8Array, from: number): number;
}

/** How one letter may be spelled: its capital and small form, which must have equally many bytes. */
type Spellings = { offset: number; forms: Uint8Array[] };

/**
 * Prepares a search for a text over raw bytes: Horspool's algorithm on sets of bytes, then a check letter by letter.
 *
 * Works where capital and small form have equal length in UTF-8 (Latin, Cyrillic, Greek); a letter whose forms differ
 * in length, such as the Kelvin sign, is found only as it was typed.
 *
 * @throws RangeError when the text is empty
 */
export function createSubstringFinder(text: string): SubstringFinder {
  if (text === "") throw new RangeError("a substring to search for must not be empty");
  const { letters, length } = spell(text);
  const allowed = allowedBytes(letters, length);
  const shift = new Int32Array(256).fill(length);
  for (let at = 0; at < length - 1; at++) for (const byte of allowed[at]!) shift[byte] = length - 1 - at;
  const last = new Uint8Array(256);
  for (const byte of allowed[length - 1]!) last[byte] = 1;

  return {
    find(bytes, from) {
      const end = bytes.length;
      for (let at = from + length - 1; at < end;) {
        const byte = bytes[at]!;
        if (last[byte] === 1 && matches(bytes, at - length + 1, letters)) return at - length + 1;
        at += shift[byte]!;
      }
      return -1;
    },
  };
}

function spell(text: string): { letters: Spellings[]; length: number } {
  const encoder = new TextEncoder();
  const letters: Spellings[] = [];
  let offset = 0;
  for (const letter of text) {
    const typed = encoder.encode(letter);
    const forms = [...new Set([letter, letter.toLowerCase(), letter.toUpperCase()])]
      .map((form) => encoder.encode(form))
      .filter((form) => form.length === typed.length);
    letters.push({ offset, forms });
    offset += typed.length;
  }
  return { letters, length: offset };
}

function allowedBytes(letters: Spellings[], length: number): number[][] {
  const allowed: number[][] = Array.from({ length }, () => []);
  for (const { offset, forms } of letters) {
    for (const form of forms) for (const [at, byte] of form.entries()) allowed[offset + at]!.push(byte);
  }
  return allowed;
}

function matches(bytes: Uint8Array, start: number, letters: Spellings[]): boolean {
  for (const { offset, forms } of letters) {
    if (!forms.some((form) => form.every((byte, at) => bytes[start + offset + at] === byte))) return false;
  }
  return true;
}
