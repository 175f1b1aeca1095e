import { fromBase64 } from "../../basics/base64.ts";
import type { OriginalRecord } from "../log-store.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * The record that `embedOriginal` put into a line.
 *
 * @param line the bytes of the line, with or without its line end
 * @returns undefined when the line holds none
 */
export function originalRecord(line: Uint8Array): OriginalRecord | undefined {
  let text: string | undefined;
  let base64: string | undefined;
  for (let at = 1; line[at] === quote;) {
    const start = valueEnd(line, at) + 1;
    const name = decoder.decode(line.subarray(at + 1, start - 2));
    if (name === "original") {
      const embedded = decoder.decode(line.subarray(start, line.lastIndexOf(closeBrace)));
      text ??= embedded.startsWith('"') ? (JSON.parse(embedded) as string) : embedded;
      return { text, bytes: bytesOf(base64) ?? encoder.encode(text) };
    }
    const end = valueEnd(line, start);
    const value = () => JSON.parse(decoder.decode(line.subarray(start, end))) as string;
    if (name === "original_text") text = value();
    if (name === "original_base64") base64 = value();
    at = end + 1;
  }
  return undefined;
}

/** Offset after a key or value of valid JSON without blanks, however deep it is. */
function valueEnd(line: Uint8Array, from: number): number {
  let depth = 0;
  for (let at = from; at < line.length; at++) {
    const byte = line[at]!;
    if (byte === quote) {
      at++;
      while (at < line.length && line[at] !== quote) at += line[at] === backslash ? 2 : 1;
    } else if (byte === openBrace || byte === openBracket) depth++;
    else if (byte === closeBrace || byte === closeBracket) depth--;
    if (depth < 0) return at;
    const next = line[at + 1];
    if (depth === 0 && (next === comma || next === colon || next === closeBrace)) return at + 1;
  }
  return line.length;
}

/** The bytes of base64; undefined without any, and where a value was taken out of it. */
function bytesOf(base64: string | undefined): Uint8Array | undefined {
  try {
    return base64 === undefined ? undefined : fromBase64(base64);
  } catch {
    return undefined;
  }
}

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;
const colon = 0x3a;
