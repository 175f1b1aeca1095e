import type { EventColumns } from "../../analytics/event-columns.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import { createColumnBuilder, type ColumnBuilder } from "../columns/column-builder.ts";
import { maxLineBytes, type FileLines } from "./line-splitter.ts";
import type { TimedRows } from "./merge-by-time.ts";
import { createCallNameInference } from "./infer-call-names.ts";
import { parseLine } from "./parse-line.ts";
import { createLineScanner } from "../columns/scan-line.ts";

/** Lines of a file as events: the columns of each, and its line with its line feed. */
export interface ParsedLines extends TimedRows {
  columns: EventColumns;
  /** The lines of some rows; neighbours that lie together come as one view. */
  bytes(from: number, to: number): Uint8Array<ArrayBuffer>[];
}

/** What was seen in a file so far; empty lines are left out. */
export interface SeenLines {
  lines: number;
  brokenLines: number;
}

const lineFeed = 10;
const carriageReturn = 13;
const encoder = new TextEncoder();

/**
 * Reads the lines of one file as events. Lines as we write them are scanned where they lie and kept as they are, without
 * a copy; all others go through `parseLine` and get the name of their call.
 *
 * @param file its name, and the time of lines before the first one that has one, in milliseconds since the epoch
 * @param seen counted up
 * @param mayKeepBroken asked for every broken line; those that are not kept are only counted
 */
export function createLinesParser(
  file: { name: string; timeMs: number },
  seen: SeenLines,
  mayKeepBroken: () => boolean,
): (lines: FileLines) => ParsedLines {
  const scanner = createLineScanner();
  const nameCall = createCallNameInference();
  let { timeMs } = file;
  let number = 0;

  /** Keeps a line as `parseLine` reads it; `fullBytes` when this is only its beginning. */
  function keepOther(kept: KeptLines, line: Uint8Array, fullBytes?: number): void {
    const { text, exact } = decode(line);
    if (text.length < 100 && text.trim() === "") return;
    seen.lines++;
    const context = { file: file.name, timestamp: new Date(timeMs).toISOString() };
    const parsed = parseLine({ number, text, ...(fullBytes !== undefined && { fullBytes }) }, context);
    const { unchanged, broken } = parsed;
    const event = unchanged ? parsed.event : nameCall(parsed.event);
    if (broken) seen.brokenLines++;
    if (broken && !mayKeepBroken()) return;
    timeMs = Date.parse(event.timestamp);
    const own = unchanged && exact ? withLineFeed(line) : encoder.encode(renderJsonLine(event) + "\n");
    kept.columns.add(event, own.length, timeMs);
    kept.place(own, 0);
  }

  return ({ bytes, fullBytes }) => {
    const kept = createKeptLines();
    for (let start = 0; start < bytes.length;) {
      number++;
      const scanned = fullBytes === undefined ? scanner.scan(bytes, start) : -1;
      const found = bytes[scanned] === lineFeed ? scanned : bytes.indexOf(lineFeed, start);
      const lineEnd = found < 0 || fullBytes !== undefined ? bytes.length : found;
      const end = lineEnd > start && bytes[lineEnd - 1] === carriageReturn ? lineEnd - 1 : lineEnd;
      if (end - start > maxLineBytes || fullBytes !== undefined) {
        keepOther(kept, bytes.subarray(start, Math.min(end, start + maxLineBytes)), fullBytes ?? end - start);
      } else if (scanned === end) {
        seen.lines++;
        ({ timeMs } = scanner);
        kept.columns.addScanned(scanner, bytes, end + 1 - start);
        // With a plain line feed behind it the line stays where it is.
        if (end < bytes.length && end === lineEnd) kept.place(bytes, start);
        else kept.place(withLineFeed(bytes.subarray(start, end)), 0);
      } else if (end > start) {
        keepOther(kept, bytes.subarray(start, end));
      }
      start = lineEnd + 1;
    }
    return kept.close();
  };
}

type KeptLines = ReturnType<typeof createKeptLines>;

/** Rows with the place of each line: a buffer, and the offset in it. */
function createKeptLines() {
  const columns: ColumnBuilder = createColumnBuilder();
  const buffers: Uint8Array[] = [];
  const starts: number[] = [];
  return {
    columns,
    place(buffer: Uint8Array, start: number): void {
      buffers.push(buffer);
      starts.push(start);
    },
    close: (): ParsedLines => ({
      columns,
      length: columns.length,
      timeMs: columns.timeMs,
      bytes(from, to) {
        const runs: Uint8Array[] = [];
        for (let row = from; row < to;) {
          const buffer = buffers[row]!;
          const start = starts[row]!;
          let end = start;
          for (; row < to && buffers[row] === buffer && starts[row] === end; row++) end += columns.lineBytes[row]!;
          runs.push(buffer.subarray(start, end));
        }
        return runs as Uint8Array<ArrayBuffer>[];
      },
    }),
  };
}

function withLineFeed(line: Uint8Array): Uint8Array {
  const copy = new Uint8Array(line.length + 1);
  copy.set(line);
  copy[line.length] = lineFeed;
  return copy;
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const forgiving = new TextDecoder("utf-8", { ignoreBOM: true });

/** `exact` is false when something was not UTF-8 and is replaced in the text. */
function decode(bytes: Uint8Array): { text: string; exact: boolean } {
  try {
    return { text: strict.decode(bytes), exact: true };
  } catch {
    return { text: forgiving.decode(bytes), exact: false };
  }
}
