import { patternOf, patternPath } from "../../../../query/messages/message-pattern.ts";
import type { FieldColumn } from "../../../columns/field-block.ts";
import type { SegmentBlock } from "../../../columns/segment-blocks.ts";
import type { RowsProgress } from "../../../explore.ts";
import { mapAhead } from "../../map-ahead.ts";
import type { LogChunk, LogChunks } from "../log-chunks.ts";
import { createMessageReader } from "./message-reader.ts";

/** Segments that are read concurrently: each read waits for the browser process, so several overlap. */
const segmentsInFlight = 8;
/** How long the worker hears nothing else, in milliseconds: not even that nobody waits any more. */
const sliceMs = 50;

/** The patterns of segments, by their blocks: those of a sealed one are computed once, and go with its columns. */
const known = new WeakMap<SegmentBlock, FieldColumn>();

/**
 * Computes the patterns of all messages that have none yet, so that `patternColumn` has them.
 *
 * @throws DOMException `AbortError` when the signal aborts; what was computed stays
 */
export async function readPatterns(
  { chunks, rows }: LogChunks,
  onProgress?: (progress: RowsProgress) => void,
  signal?: AbortSignal,
): Promise<void> {
  const left = chunks.filter(({ block }) => !known.has(block));
  let done = rows - left.reduce((sum, { block }) => sum + block.length, 0);
  let sliceEndMs = performance.now() + sliceMs;
  const read = async (chunk: LogChunk) => {
    signal?.throwIfAborted();
    const reader = createMessageReader(chunk.block);
    return { chunk, reader, lines: reader.needsLines ? await chunk.read() : undefined };
  };
  for await (const { chunk, reader, lines } of mapAhead(left, segmentsInFlight, read)) {
    if (performance.now() > sliceEndMs) {
      await new Promise((resolve) => setTimeout(resolve));
      sliceEndMs = performance.now() + sliceMs;
    }
    signal?.throwIfAborted();
    known.set(chunk.block, columnOf(chunk.block, reader.read(lines)));
    done += chunk.block.length;
    onProgress?.({ done, total: rows });
  }
}

/** The patterns of a chunk's messages; undefined where it has none. @throws Error where they were not read */
export function patternColumn({ block }: LogChunk): FieldColumn | undefined {
  const column = known.get(block);
  if (column === undefined) throw new Error("the patterns of these lines are not read");
  return column.coded!.codes.length === 0 ? undefined : column;
}

/** Whether a question names the field of patterns: as a path anywhere in it. */
export function namesPattern(question: unknown): boolean {
  if (typeof question === "object" && question !== null) return Object.values(question).some(namesPattern);
  return question === patternPath;
}

function columnOf({ length }: SegmentBlock, messages: Iterable<[row: number, message: string]>): FieldColumn {
  const codeOfMessage = new Map<string, number>();
  const codeOfPattern = new Map<string, number>();
  const rows = new Uint32Array(length);
  const codes = new Uint32Array(length);
  let count = 0;
  for (const [row, message] of messages) {
    let code = codeOfMessage.get(message);
    if (code === undefined) {
      const pattern = patternOf(message);
      code = codeOfPattern.get(pattern) ?? codeOfPattern.size + 1;
      codeOfPattern.set(pattern, code);
      codeOfMessage.set(message, code);
    }
    rows[count] = row;
    codes[count++] = code;
  }
  return {
    path: patternPath,
    hasLists: false,
    coded: {
      rows: count === length ? undefined : rows.slice(0, count),
      codes: codes.slice(0, count),
      values: [...codeOfPattern.keys()],
    },
  };
}
