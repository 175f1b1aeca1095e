import { createSerialQueue } from "../../../basics/serial-queue.ts";
import type { FieldBlock } from "../../columns/field-block.ts";
import { segmentBlocks, type SegmentBlock } from "../../columns/segment-blocks.ts";
import type { PackedSource, SnapshotTaker } from "../log-snapshot.ts";
import { createBlockReader } from "./read-block.ts";

/** The lines of one segment, or of the unsealed tail, with their fields. */
export interface LogChunk extends PackedSource {
  /** Row of its first line among all lines of the log. */
  firstRow: number;
  /** The fields of these lines alone. */
  block: SegmentBlock;
}

/** The fields of some segments, or of the tail, all of them in one block. */
export interface LogBlock {
  firstRow: number;
  block: FieldBlock;
  sealed: boolean;
}

/** All lines of the log at one moment, oldest first. */
export interface LogChunks {
  epoch: string;
  /** Lines since the log began. */
  position: number;
  rows: number;
  /** Rows of the sealed segments, the first ones: they stay as they are while the log grows. */
  settledRows: number;
  chunks: LogChunk[];
  /** The blocks of the chunks, each once. */
  blocks: LogBlock[];
}

/** What was made of the log before it grew. */
export interface Earlier<Value> {
  value: Value;
  /** The first rows of lines, of which all is as it was. */
  settledRows: number;
}

/** Whether a log is an earlier one with more lines: rows have the same numbers, and all segments sealed then are there. */
export function isGrown(now: LogChunks, before: LogChunks): boolean {
  return (
    now.epoch === before.epoch &&
    now.position >= before.position &&
    before.chunks.every(({ sealed, firstPosition, block }, at) => {
      const chunk = now.chunks[at];
      return sealed ? chunk?.block === block : chunk?.block.firstPosition === firstPosition;
    })
  );
}

/**
 * Reads the chunks of a log, one time after another: the first questions of a page come together, and the second one finds what
 * the first has read. Fields of a sealed segment are read once.
 */
export interface ChunkReader {
  /** @throws DOMException `AbortError` when the signal aborts */
  read(signal?: AbortSignal): Promise<LogChunks>;
}

/** What was read under one epoch. */
interface KnownBlocks {
  epoch: string;
  sealed: Map<number, { packed: Uint8Array; block: FieldBlock }>;
  tail?: FieldBlock;
}

/** Creates a reader without anything cached. */
export function createChunkReader(snapshots: SnapshotTaker, readBlock = createBlockReader()): ChunkReader {
  let known: KnownBlocks = { epoch: "", sealed: new Map() };
  const enqueue = createSerialQueue();

  async function blockOf(source: PackedSource, current: KnownBlocks): Promise<FieldBlock> {
    const { firstPosition, length, packed } = source;
    if (packed !== undefined) {
      const before = current.sealed.get(firstPosition);
      if (before?.packed === packed) return before.block;
      const block = await readBlock(source, current.epoch);
      current.sealed.set(firstPosition, { packed, block });
      return block;
    }
    const { tail } = current;
    if (tail?.firstPosition === firstPosition && tail.length === length) return tail;
    return (current.tail = await readBlock(source, current.epoch));
  }

  function knownUnder(epoch: string): KnownBlocks {
    if (epoch !== known.epoch) known = { epoch, sealed: new Map() };
    return known;
  }

  async function read(signal: AbortSignal | undefined): Promise<LogChunks> {
    const { state, segments } = await snapshots.takeLines(async (tail, epoch) => {
      await blockOf(tail, knownUnder(epoch));
    });
    const current = knownUnder(state.epoch);
    const oldest = segments[0]?.firstPosition ?? Infinity;
    for (const position of current.sealed.keys()) if (position < oldest) current.sealed.delete(position);
    const chunks: LogChunk[] = [];
    const blocks: LogBlock[] = [];
    let rows = 0;
    let settledRows = 0;
    for (const source of segments) {
      signal?.throwIfAborted();
      const isJoined = source.fromRow > 0 && chunks.at(-1)?.packed === source.packed;
      const block = isJoined ? blocks.at(-1)!.block : await blockOf(source, current);
      if (!isJoined) blocks.push({ firstRow: rows, block, sealed: source.sealed });
      const parts = segmentBlocks(block);
      const own = parts.length === 1 ? parts[0]! : parts.find((part) => part.firstPosition === source.firstPosition)!;
      chunks.push({ ...source, firstRow: rows, block: own });
      rows += source.length;
      if (source.sealed) settledRows = rows;
    }
    return {
      epoch: state.epoch,
      position: state.files["tts_structured.jsonl"].nextLine,
      rows,
      settledRows,
      chunks,
      blocks,
    };
  }

  return { read: (signal) => enqueue(() => read(signal), signal) };
}
