import { fromBase64 } from "../../basics/base64.ts";
import type { OriginalRecord } from "../log-store.ts";
import { stringEnd, valueEnd } from "../columns/json-ends.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

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
      return { text, bytes: bytesOf(base64) ?? encoder.encode(text) };
    }
    const end = valueEnd(line, start);
    if (end < 0 || line[end] !== comma) return undefined;
    if (name === "original_text") text = JSON.parse(decoder.decode(line.subarray(start, end))) as string;
    if (name === "original_base64") base64 = JSON.parse(decoder.decode(line.subarray(start, end))) as string;
    at = end + 1;
  }
}

/** The bytes of base64; undefined without any, and where a value was taken out of it. */
function bytesOf(base64: string | undefined): Uint8Array | undefined {
  try {
    return base64 === undefined ? undefined : fromBase64(base64);
  } catch {
    return undefined;
  }
}

const closeBrace = 0x7d;
const comma = 0x2c;
