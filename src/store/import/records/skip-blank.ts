/** Begins an item of RFC 7464. */
export const recordSeparator = 0x1e;

/** Whether a byte is a blank or a tab. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 9;
}

/** Offset after the blanks and tabs at an offset. */
export function skipSpace(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isSpace(bytes[at]!)) at++;
  return at;
}

/** Offset after all that may stand before a line and is no part of it: white space and marks. */
export function skipBlank(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  for (let before = -1; before !== at;) {
    before = at;
    at = skipSpace(bytes, skipMarks(bytes, at, to), to);
  }
  return at;
}

/** Whether a NUL, a record separator or a byte order mark stands at an offset. */
function isMark(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at]!;
  return byte === 0 || byte === recordSeparator || (byte === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf);
}

/** Offset after the marks at an offset: NULs, record separators and byte order marks. */
export function skipMarks(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isMark(bytes, at)) at += bytes[at] === 0xef ? 3 : 1;
  return Math.min(at, to);
}
