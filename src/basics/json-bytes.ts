// The parts of JSON's grammar whose bytes are looked at one by one, in UTF-8.

/** Whether a byte is a hexadecimal digit. */
export function isHex(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

/** End of a character of two to four bytes, or -1 for overlong forms, surrogates and values beyond Unicode. */
export function letterEnd(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  const second = bytes[at + 1]!;
  if ((second & 0xc0) !== 0x80) return -1;
  if (first >= 0xc2 && first <= 0xdf) return at + 2;
  if ((bytes[at + 2]! & 0xc0) !== 0x80) return -1;
  if (first >= 0xe0 && first <= 0xef) {
    if (first === 0xe0 && second < 0xa0) return -1;
    return first === 0xed && second > 0x9f ? -1 : at + 3;
  }
  if ((bytes[at + 3]! & 0xc0) !== 0x80) return -1;
  if (first === 0xf0) return second < 0x90 ? -1 : at + 4;
  if (first === 0xf4) return second > 0x8f ? -1 : at + 4;
  return first > 0xf0 && first < 0xf4 ? at + 4 : -1;
}

/** Whether a byte is a decimal digit. */
export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** End of a number as JSON has it, or -1. */
export function numberEnd(bytes: Uint8Array, from: number): number {
  let at = bytes[from] === 0x2d ? from + 1 : from; // -
  if (bytes[at] === 0x30) at++;
  else if ((at = digitsEnd(bytes, at)) < 0) return -1;
  if (bytes[at] === 0x2e && (at = digitsEnd(bytes, at + 1)) < 0) return -1; // .
  if ((bytes[at]! | 0x20) !== 0x65) return at; // e or E
  const sign = bytes[at + 1];
  return digitsEnd(bytes, sign === 0x2b || sign === 0x2d ? at + 2 : at + 1);
}

/** End of a run of digits, or -1 when there is none. */
function digitsEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isDigit(bytes[at]!)) at++;
  return at === from ? -1 : at;
}
