import { toBase64 } from "../../basics/base64.ts";
import { isSpelledLikeOurs, respellJson } from "./respell-json.ts";

/** A record as its file has it. */
export interface SourceRecord {
  /** As text; what cannot be decoded is U+FFFD. */
  text: string;
  /** Exact bytes. */
  bytes: Uint8Array;
  /** Whether `bytes` are the UTF-8 of the text. */
  exact: boolean;
  /**
   * `strict`: one JSON object or array. `lenient`: one but for NaN and Infinity. `none`: a text, or only the head of a record
   * that is too long to be read.
   */
  json: "strict" | "lenient" | "none";
}

/**
 * Adds the record that a line was made of to the line, so that `originalBytes` gives the record back byte for byte.
 *
 * JSON stands under `original` as it is, so that its fields can be searched and read with jq; in our spelling, with its text
 * under `original_text`, where it is spelled in another way. A text stands there as a string. Bytes that are not the UTF-8 of
 * the text stand under `original_base64` too.
 *
 * @param line a JSON object without its line end
 */
export function embedOriginal(line: string, record: SourceRecord): string {
  const { text, json } = record;
  const extra: string[] = [];
  if (!record.exact) extra.push(`,"original_base64":"${toBase64(record.bytes)}"`);
  const isVerbatim = json === "strict" && isSpelledLikeOurs(text);
  if (json !== "none" && !isVerbatim) extra.push(`,"original_text":${quoted(text)}`);
  const original = json === "none" ? quoted(text) : isVerbatim ? text : respellJson(text);
  return `${line.slice(0, -1)}${extra.join("")},"original":${original}}`;
}

/** A text as a JSON string in the spelling of our lines. */
function quoted(text: string): string {
  return respellJson(JSON.stringify(text));
}
