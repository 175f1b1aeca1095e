/** Case-insensitive search for one text in UTF-8 bytes. */
export interface SubstringFinder {
  /** Offset of the first occurrence at or after `from`; -1 when there is none. */
  find(bytes: Uint8Array, from: number): number;
}

/** Upper-case and lower-case forms of the characters of a text; the UTF-8 bytes of each as one number. */
interface Letters {
  /** Bytes of each character. */
  widths: number[];
  /** As typed, lower case, upper case; as typed where the other form has another number of bytes. */
  forms: [typed: Int32Array, small: Int32Array, capital: Int32Array];
  /** Bytes of all characters. */
  length: number;
}

/**
 * Prepares a search over raw bytes: Horspool's algorithm on sets of bytes, then a check of each character.
 *
 * Ignores case where both forms have equal length in UTF-8 (Latin, Cyrillic, Greek). A character whose forms differ in
 * length, such as the Kelvin sign, is found only as typed.
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

/** For each byte of the text, its possible values. */
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
