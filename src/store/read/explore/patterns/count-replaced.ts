import { patternPath } from "../../../../query/messages/message-pattern.ts";
import { tracePattern, valueQuery, type TracedPattern } from "../../../../query/messages/trace-pattern.ts";
import type { RowsProgress } from "../../../explore.ts";
import type { ReplacedCount, ReplacedPlace, ReplacedValues } from "../../../patterns.ts";
import { mapAhead } from "../../map-ahead.ts";
import type { LogChunk } from "../log-chunks.ts";
import type { Mask } from "../masks.ts";
import { binOf, createScale } from "../number-scale.ts";
import type { RowTable } from "../row-table.ts";
import { createMessageReader } from "./message-reader.ts";

const segmentsInFlight = 8;
/** How long the worker hears nothing else, in milliseconds. */
const sliceMs = 50;
/** Most values of a place. */
const maxValues = 10;
const bins = 24;
/** Traced messages that are kept, in case they come again. */
const maxTraced = 1_000;

/** One value at one place of a pattern. */
interface Value {
  text: string;
  lines: number;
  /** A message with it. */
  message: string;
}

interface Place {
  by: string;
  values: Map<string, Value>;
}

/**
 * Counts what was replaced in the lines of a pattern.
 *
 * @param table the events view; its patterns are read
 * @param failed 0 for the lines that are looked at, whatever their pattern
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function countReplaced(
  table: RowTable,
  failed: Mask,
  pattern: string,
  onProgress?: (progress: RowsProgress) => void,
  signal?: AbortSignal,
): Promise<ReplacedValues> {
  const column = table.column(patternPath);
  const at = column?.values.indexOf(pattern) ?? -1;
  if (column === undefined || at < 0) return { lines: 0, places: [] };
  const isMeant = (row: number) => column.codes[row] === column.firstValue + at && failed[row] === 0;
  const places = new Map<number, Place>();
  const traced = new Map<string, TracedPattern>();
  let [lines, done] = [0, 0];
  let sliceEndMs = performance.now() + sliceMs;

  function add(message: string): void {
    const trace = traced.get(message) ?? tracePattern(message);
    if (traced.size < maxTraced) traced.set(message, trace);
    const { values } = trace;
    for (const { at, by, text } of values) {
      let place = places.get(at);
      if (place === undefined) places.set(at, (place = { by, values: new Map() }));
      const known = place.values.get(text);
      if (known === undefined) place.values.set(text, { text, lines: 1, message });
      else known.lines++;
    }
    lines++;
  }

  for await (const { chunk, messages } of mapAhead(
    table.chunks.chunks,
    segmentsInFlight,
    messagesOf(isMeant, signal),
  )) {
    for (const [, message] of messages) {
      if (performance.now() > sliceEndMs) {
        onProgress?.({ done, total: table.rows });
        await new Promise((resolve) => setTimeout(resolve));
        sliceEndMs = performance.now() + sliceMs;
        signal?.throwIfAborted();
      }
      add(message);
    }
    done += chunk.block.length;
  }
  return { lines, places: [...places].sort(([one], [other]) => one - other).map(placeOf) };
}

/** Reads the messages that are meant; segments without any are not read. */
function messagesOf(isMeant: (row: number) => boolean, signal: AbortSignal | undefined) {
  return async (chunk: LogChunk) => {
    signal?.throwIfAborted();
    const { firstRow, block } = chunk;
    const wanted = (row: number) => isMeant(firstRow + row);
    let row = 0;
    while (row < block.length && !wanted(row)) row++;
    if (row === block.length) return { chunk, messages: [] };
    const reader = createMessageReader(block);
    return { chunk, messages: reader.read(reader.needsLines ? await chunk.read() : undefined, wanted) };
  };
}

function placeOf([at, { by, values }]: [number, Place]): ReplacedPlace {
  const all = [...values.values()];
  const most = all.toSorted((one, other) => other.lines - one.lines || compareText(one.text, other.text));
  const lines = all.reduce((sum, value) => sum + value.lines, 0);
  const counted = (value: Value) => countOf(value, at);
  const numbers = all.every(({ text }) => isPlainNumber(text)) && numbersOf(all, lines, counted);
  return {
    at,
    by,
    lines,
    distinct: all.length,
    values: most.slice(0, maxValues).map(counted),
    ...(numbers && { numbers }),
  };
}

function countOf({ text, lines, message }: Value, at: number): ReplacedCount {
  const traced = tracePattern(message);
  return {
    text,
    lines,
    query: valueQuery(
      traced,
      traced.values.findIndex((value) => value.at === at),
    ),
  };
}

/** A code such as `007` is a text. */
const isPlainNumber = (text: string) => /^(?:0|[1-9][0-9]*)(?:[.][0-9]+)?$/.test(text);

function numbersOf(values: Value[], lines: number, counted: (value: Value) => ReplacedCount): ReplacedPlace["numbers"] {
  const sorted = values
    .map((value) => ({ value, number: Number(value.text) }))
    .sort((one, other) => one.number - other.number || compareText(one.value.text, other.value.text));
  /** The smallest value that so many lines do not exceed. */
  const ranked = (percent: number) => {
    let left = Math.ceil((lines * percent) / 100);
    return counted(sorted.find(({ value }) => (left -= value.lines) <= 0)!.value);
  };
  const [least, most] = [sorted[0]!, sorted.at(-1)!];
  const isOne = least.number === most.number;
  const { isLogarithmic, edges } = isOne
    ? { isLogarithmic: false, edges: [least.number, most.number] }
    : createScale(least.number, most.number, bins);
  const counts = new Uint32Array(edges.length - 1);
  for (const { value, number } of sorted) counts[isOne ? 0 : binOf({ edges }, number)]! += value.lines;
  return {
    least: counted(least.value),
    median: ranked(50),
    p95: ranked(95),
    most: counted(most.value),
    isLogarithmic,
    bins: [...counts].map((count, bin) => ({ from: edges[bin]!, to: edges[bin + 1]!, lines: count })),
  };
}

const compareText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
