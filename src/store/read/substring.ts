/** Finds one text in UTF-8 bytes without regard to capital and small letters. */
export interface SubstringFinder {
  /** Offset of the first occurrence at or after `from`; -1 when there is none. */
  find(bytes: Uint8Array, from: number): number;
}

/** Spellings of the letters of a text, their bytes in UTF-8 read as one number each. */
interface Letters {
  /** Bytes of each letter. */
  widths: number[];
  /** As it was typed, small and capital; as it was typed where the other has another number of bytes. */
  forms: [typed: Int32Array, small: Int32Array, capital: Int32Array];
  /** Bytes of all letters. */
  length: number;
}

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
  const letters = spell(text);
  const { length } = letters;
  const allowed = allowedBytes(letters);
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

function spell(text: string): Letters {
  const encoder = new TextEncoder();
  const spelled = [...text].map((letter) => {
    const typed = encoder.encode(letter);
    const others = [letter.toLowerCase(), letter.toUpperCase()].map((form) => encoder.encode(form));
    return [typed, ...others.map((form) => (form.length === typed.length ? form : typed))] as const;
  });
  const form = (index: number) => Int32Array.from(spelled, (forms) => asNumber(forms[index]!));
  const widths = spelled.map(([typed]) => typed.length);
  return { widths, forms: [form(0), form(1), form(2)], length: widths.reduce((sum, width) => sum + width, 0) };
}

const asNumber = (bytes: Uint8Array) => bytes.reduce((number, byte) => (number << 8) | byte, 0);

/** For each byte of the text, the values it may have. */
function allowedBytes({ widths, forms }: Letters): number[][] {
  return widths.flatMap((width, letter) =>
    Array.from({ length: width }, (_, at) => forms.map((form) => (form[letter]! >>> (8 * (width - 1 - at))) & 255)),
  );
}

function matches(bytes: Uint8Array, start: number, { widths, forms: [typed, small, capital] }: Letters): boolean {
  let at = start;
  for (let letter = 0; letter < widths.length; letter++) {
    const end = at + widths[letter]!;
    let number = 0;
    while (at < end) number = (number << 8) | bytes[at++]!;
    if (number !== typed[letter] && number !== small[letter] && number !== capital[letter]) return false;
  }
  return true;
}
