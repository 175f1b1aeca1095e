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
  /** Whether it can stand in a line of ours as it is, where that is known. */
  isSpelledLikeOurs?: boolean;
}

/** What follows in a line before the record, and the record: a text, or `verbatim` for its bytes as they are. */
export interface EmbeddedOriginal {
  before: string;
  value: string | typeof verbatim;
}

/** The bytes of the record stand in the line as they are. */
export const verbatim = Symbol("verbatim");

const asItStands: EmbeddedOriginal = { before: ',"original":', value: verbatim };

/**
 * How the record that a line was made of stands in the line, so that `originalRecord` gives it back byte for byte.
 *
 * JSON stands under `original` as it is, so that its fields can be searched and read with jq; in our spelling, with its text
 * under `original_text`, where it is spelled in another way. A text stands there as a string. Bytes that are not the UTF-8 of
 * the text stand under `original_base64` too.
 */
export function embedOriginal(record: SourceRecord): EmbeddedOriginal {
  const { json, exact } = record;
  const isVerbatim =
    json === "strict" && exact && (record.isSpelledLikeOurs === true || isSpelledLikeOurs(record.text));
  if (isVerbatim) return asItStands;
  const { text } = record;
  const base64 = exact ? "" : `,"original_base64":"${toBase64(record.bytes)}"`;
  if (json === "none") return { before: `${base64},"original":`, value: quoted(text) };
  return { before: `${base64},"original_text":${quoted(text)},"original":`, value: respellJson(text) };
}

/** A text as a JSON string in the spelling of our lines. */
function quoted(text: string): string {
  return respellJson(JSON.stringify(text));
}
