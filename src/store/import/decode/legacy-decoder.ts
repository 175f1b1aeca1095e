import type { LegacyEncoding } from "./guess-legacy-encoding.ts";

/** Letters that are made at once; more are too many arguments. */
const stepLetters = 8192;

/** Creates a decoder of an encoding of one byte a letter. For short lines it takes a tenth of the time of a TextDecoder. */
export function createLegacyDecoder(encoding: LegacyEncoding): (bytes: Uint8Array) => string {
  const letters = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  const codes = Uint16Array.from({ length: 256 }, (_, byte) => letters.charCodeAt(byte));
  return (bytes) => {
    let text = "";
    for (let at = 0; at < bytes.length; at += stepLetters) {
      const step = bytes.subarray(at, at + stepLetters);
      text += String.fromCharCode(...Uint16Array.from(step, (byte) => codes[byte]!));
    }
    return text;
  };
}
