import { trait } from "./skip-value.ts";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Longest text that is made character by character, which costs less than a decoder up to here. */
const maxShort = 32;
/** Powers of ten of which a quotient is exact. */
const powersOfTen = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/**
 * Parses the value from an offset to another, which is valid JSON, as `JSON.parse` does.
 *
 * @param traits what was seen while it was skipped
 */
export function readValue(bytes: Uint8Array, start: number, end: number, traits: number): unknown {
  const first = bytes[start]!;
  if (first === 0x22 && (traits & trait.escape) === 0) return readText(bytes, start + 1, end - 1, traits);
  if (first === 0x2d || (first >= 0x30 && first <= 0x39)) return readNumber(bytes, start, end);
  return JSON.parse(decoder.decode(bytes.subarray(start, end)));
}

/** A text without escapes. */
function readText(bytes: Uint8Array, start: number, end: number, traits: number): string {
  if ((traits & trait.beyondAscii) !== 0 || end - start > maxShort) return decoder.decode(bytes.subarray(start, end));
  let text = "";
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}

/** A number, as exactly as `JSON.parse`. */
function readNumber(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = bytes[start] === 0x2d;
  let value = 0;
  let places = -1;
  for (let at = isNegative ? start + 1 : start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === 0x2e) places = 0;
    else if (byte >= 0x30 && byte <= 0x39) {
      value = value * 10 + byte - 0x30;
      if (places >= 0) places++;
    } else places = NaN; // An exponent.
  }
  // 15 digits and their power of ten are exact, so is their quotient.
  if (end - start > 15 || places !== places) return Number(decoder.decode(bytes.subarray(start, end)));
  if (places > 0) value /= powersOfTen[places]!;
  return isNegative ? -value : value;
}
