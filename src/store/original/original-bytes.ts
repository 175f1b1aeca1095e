import { fromBase64 } from "../../basics/base64.ts";
import { stringEnd, valueEnd } from "../columns/json-ends.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The record of a line, as its file has it. */
export interface OriginalRecord {
  bytes: Uint8Array;
  /** The same as text; what cannot be decoded is U+FFFD. */
  text: string;
}

/**
 * The record that `embedOriginal` put into a line.
 *
 * @param line the bytes of the line, with or without its line end
 * @returns undefined when the line holds none
 */
export function originalRecord(line: Uint8Array): OriginalRecord | undefined {
  let at = 1;
  let text: string | undefined;
  let base64: string | undefined;
  for (;;) {
    const keyEnd = stringEnd(line, at + 1);
    if (keyEnd < 0) return undefined;
    const name = decoder.decode(line.subarray(at + 1, keyEnd));
    const start = keyEnd + 2;
    if (name === "original") {
      const embedded = decoder.decode(line.subarray(start, line.lastIndexOf(closeBrace)));
      text ??= embedded.startsWith('"') ? (JSON.parse(embedded) as string) : embedded;
      return { text, bytes: base64 === undefined ? encoder.encode(text) : fromBase64(base64) };
    }
    const end = valueEnd(line, start);
    if (end < 0 || line[end] !== comma) return undefined;
    if (name === "original_text") text = JSON.parse(decoder.decode(line.subarray(start, end))) as string;
    if (name === "original_base64") base64 = JSON.parse(decoder.decode(line.subarray(start, end))) as string;
    at = end + 1;
  }
}

const closeBrace = 0x7d;
const comma = 0x2c;
