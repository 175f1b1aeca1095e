import { countCalls } from "../../src/analytics/count-calls.ts";
import type { EventColumns } from "../../src/analytics/event-columns.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import { openColumns, packColumns } from "../../src/store/columns/columns.ts";
import { joinColumns } from "../../src/store/columns/join-columns.ts";
import { createFieldBlockBuilder, type GrowingBlock } from "../../src/store/columns/field-block-builder.ts";
import { joinBlocks } from "../../src/store/columns/join-blocks.ts";
import { openFieldBlock } from "../../src/store/columns/open-field-block.ts";
import { createOwnLines } from "../../src/store/columns/own-lines.ts";
import { packFieldBlock, type ImportedRows } from "../../src/store/columns/pack-field-block.ts";
import { packRollups } from "../../src/store/columns/packed-rollups.ts";
import { segmentsOfGroup } from "../../src/store/write/column-groups.ts";
import { renderBatch, type RenderedLines } from "../../src/store/write/render-batch.ts";
import { generateCalls } from "../../src/sample-log/generate-calls.ts";
import { generateEvents } from "../support/generate-events.ts";
import { median, report } from "./report.ts";
import { createTenColumns, createTenColumnsScanner } from "./ten-columns-scanner.ts";

// The columns of all fields of a segment against the ten columns of earlier versions, from the same lines, in turns: CPU of
// this process, storage left out. An import makes them while it looks whether each line is one of ours; an append renders events and packs the columns when a segment is sealed.
// `node test/bench/columns.bench.ts [--only name,name]`

const rounds = 9;
const linesOfRound = 20_000;
const segmentBytes = 1024 * 1024;
const eventsOfCommit = 64;
const at = process.argv.indexOf("--only");
const only = at < 0 ? undefined : process.argv[at + 1]?.split(",");
const isWanted = (bench: string) => only === undefined || only.includes(bench);

/** Lines of the structured file, a segment each. */
type Segments = Uint8Array<ArrayBuffer>[];

/** Short lines: events of INFO and above without most of what a call reports, about 290 bytes each. */
function shortEvents(): LogEvent[] {
  const events = [...generateEvents(linesOfRound)].filter(({ level }) => level !== "DEBUG");
  return events.map(({ request_data, ...event }) => {
    const short: LogEvent = { ...event };
    delete short.endpoint;
    delete short.response_data;
    delete short.auth_present;
    if (request_data?.["text"] !== undefined) short.request_data = { text: request_data["text"] };
    return short;
  });
}

const sets = { short: shortEvents(), rich: [...generateCalls(linesOfRound)] };

function segmentsOf(events: LogEvent[]): Segments {
  const segments: Segments = [];
  let lines: string[] = [];
  let size = 0;
  for (const event of events) {
    const line = `${renderJsonLine(event)}\n`;
    lines.push(line);
    size += line.length;
    if (size < segmentBytes) continue;
    segments.push(new TextEncoder().encode(lines.join("")));
    lines = [];
    size = 0;
  }
  return segments;
}

function scanSegment(
  scan: (bytes: Uint8Array, start: number) => number,
  bytes: Uint8Array,
  add: (size: number) => void,
): void {
  for (let start = 0; start < bytes.length;) {
    const end = scan(bytes, start);
    if (end < 0) throw new Error(`not a line of ours at ${String(start)}`);
    add(end + 1 - start);
    start = end + 1;
  }
}

/** Packed columns and rollups, as they are stored beside the lines of a segment. */
type Stored = [columns: Uint8Array, rollups: Uint8Array];

function readBlock(chunks: readonly Uint8Array[]): GrowingBlock {
  const builder = createFieldBlockBuilder();
  for (const chunk of chunks) builder.add(chunk);
  return builder.block();
}

function packFields(block: GrowingBlock, imported?: ImportedRows): Stored {
  const packed = packFieldBlock(block, 0, imported);
  return [packed, packRollups({ firstPosition: 0, rollups: countCalls(openColumns(packed)) })];
}

function packTen(parts: EventColumns[]): Stored {
  const columns = joinColumns(0, parts);
  return [packColumns(columns), packRollups({ firstPosition: 0, rollups: countCalls(columns) })];
}

function importOurs(segments: Segments): Stored[] {
  const own = createOwnLines();
  return segments.map((bytes) => {
    scanSegment(own.scan, bytes, own.add);
    const block = own.finish()!;
    return packFields(block, { file: new Uint16Array(block.length), rendered: new Uint8Array(block.length) });
  });
}

function importTen(segments: Segments): Stored[] {
  const scanner = createTenColumnsScanner();
  return segments.map((bytes) => {
    const columns = createTenColumns();
    scanSegment(scanner.scan, bytes, (size) => columns.add(scanner, bytes, size));
    return packTen([columns.finish()]);
  });
}

/** Renders commits, as WAL entries take them, and seals the structured lines of a segment by `seal`. */
function append(events: LogEvent[], seal: (lines: RenderedLines[]) => Stored): void {
  let unsealed: RenderedLines[] = [];
  let size = 0;
  for (let from = 0; from < events.length; from += eventsOfCommit) {
    for (const lines of renderBatch(events.slice(from, from + eventsOfCommit))) {
      const { bytes, columns } = lines;
      // The database copies what it stores.
      structuredClone({ bytes, ...(columns.length > 0 && { columns: joinColumns(0, [columns]) }) });
      if (lines.file !== "tts_structured.jsonl") continue;
      unsealed.push(lines);
      size += bytes.length;
    }
    if (size < segmentBytes) continue;
    seal(unsealed);
    unsealed = [];
    size = 0;
  }
}

function cpuMs(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Medians of two arms in turns, after a round for the compiler. */
function compare(ours: () => unknown, theirs: () => unknown): [ours: number, theirs: number] {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    const pair = [cpuMs(ours), cpuMs(theirs)] as const;
    if (round > 0) pair.forEach((ms, arm) => times[arm]!.push(ms));
  }
  return [median(times[0]), median(times[1])];
}

const compareImport = (events: LogEvent[]) => {
  const segments = segmentsOf(events);
  return compare(
    () => importOurs(segments),
    () => importTen(segments),
  );
};
const compareAppend = (events: LogEvent[]) =>
  compare(
    () => append(events, (lines) => packFields(readBlock(lines.map(({ bytes }) => bytes)))),
    () => append(events, (lines) => packTen(lines.map(({ columns }) => columns))),
  );
/** What is stored when the columns of segments are joined, as the worker does when it has time. */
const storedBytes = (events: LogEvent[]): [beside: number, lines: number] => {
  const segments = segmentsOf(events);
  const sum = (arrays: Uint8Array[]) => arrays.reduce((total, { length }) => total + length, 0) / 1e6;
  const stored = importOurs(segments);
  const blocks = stored.map(([packed]) => openFieldBlock(packed)!);
  const joined: Uint8Array[] = [];
  for (let from = 0; from < blocks.length; from += segmentsOfGroup)
    joined.push(joinBlocks(blocks.slice(from, from + segmentsOfGroup)));
  return [sum(joined) + sum(stored.map(([, rollups]) => rollups)), sum(segments)];
};
const against = "ten columns a segment";

if (isWanted("columns-at-import")) report("columns-at-import", against, ...compareImport(sets.short));
if (isWanted("columns-at-import-rich")) report("columns-at-import-rich", against, ...compareImport(sets.rich));
if (isWanted("append-cpu")) report("append-cpu", against, ...compareAppend(sets.short));
if (isWanted("append-cpu-rich")) report("append-cpu-rich", against, ...compareAppend(sets.rich));
if (isWanted("stored-beside-lines")) report("stored-beside-lines", "bytes of the lines", ...storedBytes(sets.short));
if (isWanted("stored-beside-lines-rich"))
  report("stored-beside-lines-rich", "bytes of the lines", ...storedBytes(sets.rich));
