import { joinBytes } from "../../basics/bytes.ts";
import type { ValueRemoval } from "../../basics/value-removal.ts";
import { lineSizes } from "../storage/line-bytes.ts";
import type { LogFileName } from "../log-store.ts";
import { redactJsonLine, redactTextLine } from "./redact-line.ts";

/** A line that held the value, without it. */
export interface RedactedLine {
  /** Its index among the given lines. */
  row: number;
  text: string;
  /** How often the value stood in it. */
  count: number;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/** The lines of a file, each with its line feed, that hold a value. */
export function findInLines(file: LogFileName, bytes: Uint8Array, removal: ValueRemoval): RedactedLine[] {
  const redact = file === "tts_structured.jsonl" ? redactJsonLine : redactTextLine;
  return decoder
    .decode(bytes)
    .split("\n")
    .flatMap((line, row) => {
      const { rest, count } = redact(line, removal);
      return count === 0 ? [] : [{ row, text: rest, count }];
    });
}

/** The same lines with the found ones as they read without the value; all others byte for byte. */
export function withRedacted(bytes: Uint8Array, found: RedactedLine[]): Uint8Array<ArrayBuffer> {
  const sizes = lineSizes(bytes);
  const chunks: Uint8Array[] = [];
  let row = 0;
  let at = 0;
  let from = 0;
  for (const line of found) {
    for (; row < line.row; row++) at += sizes[row]!;
    chunks.push(bytes.subarray(from, at), encoder.encode(`${line.text}\n`));
    at += sizes[row++]!;
    from = at;
  }
  return joinBytes([...chunks, bytes.subarray(from)]);
}
