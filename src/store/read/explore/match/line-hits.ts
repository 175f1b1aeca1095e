import { setBounded } from "../../../../basics/bounded-map.ts";
import { regexTest } from "../../../../query/match/create-value-test.ts";
import { listedValues } from "../../../../query/match/field-values.ts";
import type { FieldTest, Scalar } from "../../../../query/query.ts";
import { requiredText } from "../../../../query/text/required-text.ts";
import { saidText } from "../../../../query/messages/said-text.ts";
import { mapAhead } from "../../map-ahead.ts";
import { rowsWith } from "../../rows-with.ts";
import { createSubstringFinder } from "../../substring.ts";
import type { LogChunk, LogChunks } from "../log-chunks.ts";
import { createBlockSearch } from "./block-search.ts";

/** Segments of about a megabyte read concurrently: each read waits for the browser process, so several overlap. */
const segmentsInFlight = 8;
/** Conditions whose hits in sealed segments are kept, so that a growing log is not read again. */
const keptConditions = 16;

const noRows = new Uint32Array(0);

/** Finds the lines that hold a condition, by reading those that may. Each sealed segment is read once for a condition. */
export interface LineHits {
  /** Lines that say a text: 1 for each of them. */
  withText(chunks: LogChunks, text: string, signal?: AbortSignal): Promise<Uint8Array>;
  /** Lines in which a regular expression occurs. */
  withRegex(chunks: LogChunks, source: string, signal?: AbortSignal): Promise<Uint8Array>;
  /** Lines whose unlisted value of a field passes; those with another value are 0. */
  withValue(
    chunks: LogChunks,
    field: { path: string; test: FieldTest; passes: (value: Scalar) => boolean; key: string },
    signal?: AbortSignal,
  ): Promise<Uint8Array>;
}

/** Creates it with nothing kept. */
export function createLineHits(): LineHits {
  const conditions = new Map<string, Map<number, Uint32Array>>();

  async function hits(
    { epoch, rows, chunks }: LogChunks,
    key: string,
    match: (chunk: LogChunk) => Promise<Uint32Array>,
    signal?: AbortSignal,
  ): Promise<Uint8Array> {
    const keyed = `${epoch} ${key}`;
    const known = conditions.get(keyed) ?? new Map<number, Uint32Array>();
    setBounded(conditions, keyed, known, keptConditions);
    const marks = new Uint8Array(rows);
    const matchOnce = async (chunk: LogChunk) => {
      const before = chunk.sealed ? known.get(chunk.firstPosition) : undefined;
      const found = before ?? (await match(chunk));
      if (chunk.sealed) known.set(chunk.firstPosition, found);
      return { chunk, found };
    };
    signal?.throwIfAborted();
    for await (const { chunk, found } of mapAhead(chunks, segmentsInFlight, matchOnce)) {
      signal?.throwIfAborted();
      for (const row of found) marks[chunk.firstRow + row] = 1;
    }
    return marks;
  }

  return {
    withText(chunks, text, signal) {
      const finder = createSubstringFinder(text);
      const search = createBlockSearch(text);
      const match = async (chunk: LogChunk) =>
        search.rows(chunk.block) ?? rowsWith(await chunk.read(), chunk.block.lineBytes, finder);
      return hits(chunks, `text ${text}`, match, signal);
    },
    withRegex(chunks, source, signal) {
      const occurs = regexTest(source);
      const search = createBlockSearch(requiredText(source));
      const match = (chunk: LogChunk) => linesWhere(chunk, search.rows(chunk.block), (line) => occurs(saidText(line)));
      return hits(chunks, `regex ${source}`, match, signal);
    },
    withValue(chunks, { path, test, passes, key }, signal) {
      const finder = stands(path, test) ? createSubstringFinder(test.value) : undefined;
      const search = stands(path, test) ? createBlockSearch(test.value) : undefined;
      const match = async (chunk: LogChunk) => {
        let rows = search?.mayBeUnlisted(chunk.block) === false ? noRows : unlistedRows(chunk, path);
        if (rows.length > 0 && finder !== undefined) {
          const wanted = new Set(rows);
          rows = rowsWith(await chunk.read(), chunk.block.lineBytes, finder).filter((row) => wanted.has(row));
        }
        return linesWhere(chunk, rows, (line) => {
          const value = listedValues(JSON.parse(line) as Record<string, unknown>).get(path);
          return value !== undefined && passes(value);
        });
      };
      return hits(chunks, `value ${key}`, match, signal);
    },
  };
}

/** Whether a value that passes stands in its line as it is. */
function stands(path: string, test: FieldTest): test is FieldTest & { is: "value" } {
  return test.is === "value" && path !== "error_group" && test.value !== "" && !/^\[|["\\]/.test(test.value);
}

/** The rows of a chunk whose text of a field is only in their lines, ascending. */
export function unlistedRows({ block }: LogChunk, path: string): Uint32Array {
  const { rows, codes } = block.column(path)?.coded ?? { rows: undefined, codes: [] };
  const found: number[] = [];
  for (let at = 0; at < codes.length; at++) if (codes[at] === 0) found.push(rows === undefined ? at : rows[at]!);
  return Uint32Array.from(found);
}

/** Rows of a chunk, ascending, whose lines pass. @param rows which ones to look at; default: all */
async function linesWhere(
  chunk: LogChunk,
  rows: Uint32Array | undefined,
  passes: (line: string) => boolean,
): Promise<Uint32Array> {
  if (rows?.length === 0) return rows;
  const { lineBytes, length } = chunk.block;
  const bytes = await chunk.read();
  const decoder = new TextDecoder();
  const found: number[] = [];
  let next = 0;
  for (let row = 0, start = 0; row < length; start += lineBytes[row]!, row++) {
    if (rows !== undefined && rows[next] !== row) continue;
    next++;
    if (passes(decoder.decode(bytes.subarray(start, start + lineBytes[row]!)).trimEnd())) found.push(row);
  }
  return Uint32Array.from(found);
}
