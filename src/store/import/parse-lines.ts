import type { EventColumns } from "../../analytics/event-columns.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import { createColumnBuilder, type ColumnBuilder } from "../columns/column-builder.ts";
import { maxLineBytes, type FileLines } from "./line-splitter.ts";
import type { TimedRows } from "./merge-by-time.ts";
import { createCallNameInference } from "./infer-call-names.ts";
import { parseLine } from "./parse-line.ts";
import { createLineScanner } from "../columns/scan-line.ts";

/** Parsed lines of a file: their columns, and their bytes with line feeds. */
export interface ParsedLines extends TimedRows {
  columns: EventColumns;
  /** The lines from a row (inclusive) to a row (exclusive); adjacent ones as one view. */
  bytes(from: number, to: number): Uint8Array<ArrayBuffer>[];
}

/** Counts of lines in a file so far, without empty ones. */
export interface SeenLines {
  lines: number;
  brokenLines: number;
}

const lineFeed = 10;
const carriageReturn = 13;
const encoder = new TextEncoder();

/**
 * Creates a parser for the lines of one file. Lines in our own format are scanned in place and stored without a copy; all
 * others are parsed by `parseLine`, and get the name of their call.
 *
 * @param file its name, and the time of lines before the first one that has a time, in milliseconds since the epoch
 * @param seen counters that are increased
 * @param mayStoreBroken called for every broken line; those for which it returns false are only counted
 */
export function createLinesParser(
  file: { name: string; timeMs: number },
  seen: SeenLines,
  mayStoreBroken: () => boolean,
): (lines: FileLines) => ParsedLines {
  const scanner = createLineScanner();
  const inferCallName = createCallNameInference();
  let { timeMs } = file;
  let number = 0;

  /** Parses a line with `parseLine` and adds its event; `fullBytes` when the line was truncated. */
  function addParsed(collected: LineCollector, line: Uint8Array, fullBytes?: number): void {
    const { text, exact } = decode(line);
    if (text.length < 100 && text.trim() === "") return;
    seen.lines++;
    const context = { file: file.name, timestamp: new Date(timeMs).toISOString() };
    const parsed = parseLine({ number, text, ...(fullBytes !== undefined && { fullBytes }) }, context);
    const { unchanged, broken } = parsed;
    const event = unchanged ? parsed.event : inferCallName(parsed.event);
    if (broken) seen.brokenLines++;
    if (broken && !mayStoreBroken()) return;
    timeMs = Date.parse(event.timestamp);
    const stored = unchanged && exact ? withLineFeed(line) : encoder.encode(renderJsonLine(event) + "\n");
    collected.columns.add(event, stored.length, timeMs);
    collected.add(stored, 0);
  }

  return ({ bytes, fullBytes }) => {
    const collected = createLineCollector();
    for (let start = 0; start < bytes.length;) {
      number++;
      const scanned = fullBytes === undefined ? scanner.scan(bytes, start) : -1;
      const found = bytes[scanned] === lineFeed ? scanned : bytes.indexOf(lineFeed, start);
      const lineEnd = found < 0 || fullBytes !== undefined ? bytes.length : found;
      const end = lineEnd > start && bytes[lineEnd - 1] === carriageReturn ? lineEnd - 1 : lineEnd;
      if (end - start > maxLineBytes || fullBytes !== undefined) {
        addParsed(collected, bytes.subarray(start, Math.min(end, start + maxLineBytes)), fullBytes ?? end - start);
      } else if (scanned === end) {
        seen.lines++;
        ({ timeMs } = scanner);
        collected.columns.addScanned(scanner, bytes, end + 1 - start);
        // Not copied when the line ends in a plain line feed.
        if (end < bytes.length && end === lineEnd) collected.add(bytes, start);
        else collected.add(withLineFeed(bytes.subarray(start, end)), 0);
      } else if (end > start) {
        addParsed(collected, bytes.subarray(start, end));
      }
      start = lineEnd + 1;
    }
    return collected.close();
  };
}

type LineCollector = ReturnType<typeof createLineCollector>;

/** Rows with the add of each line: a buffer, and the offset in it. */
function createLineCollector() {
  const columns: ColumnBuilder = createColumnBuilder();
  const buffers: Uint8Array[] = [];
  const starts: number[] = [];
  return {
    columns,
    add(buffer: Uint8Array, start: number): void {
      buffers.push(buffer);
      starts.push(start);
    },
    close: (): ParsedLines => ({
      columns,
      length: columns.length,
      timeMs: columns.timeMs,
      bytes(from, to) {
        const views: Uint8Array[] = [];
        for (let row = from; row < to;) {
          const buffer = buffers[row]!;
          const start = starts[row]!;
          let end = start;
          for (; row < to && buffers[row] === buffer && starts[row] === end; row++) end += columns.lineBytes[row]!;
          views.push(buffer.subarray(start, end));
        }
        return views as Uint8Array<ArrayBuffer>[];
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
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

/** Decodes UTF-8. `exact` is false when invalid bytes were replaced. */
function decode(bytes: Uint8Array): { text: string; exact: boolean } {
  try {
    return { text: strict.decode(bytes), exact: true };
  } catch {
    return { text: lenient.decode(bytes), exact: false };
  }
}
