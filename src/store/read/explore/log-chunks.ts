import type { FieldBlock } from "../../columns/field-block.ts";
import type { PackedSource, SnapshotTaker } from "../log-snapshot.ts";
import { createBlockReader } from "./read-block.ts";

/** The lines of one segment, or of the unsealed tail, with their fields. */
export interface LogChunk extends PackedSource {
  /** Row of its first line among all lines of the log. */
  firstRow: number;
  block: FieldBlock;
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

/** Reads the chunks of a log. Fields of a sealed segment are read once. */
export interface ChunkReader {
  /** @throws DOMException `AbortError` when the signal aborts */
  read(signal?: AbortSignal): Promise<LogChunks>;
}

/** What was read under one epoch. */
interface KnownBlocks {
  epoch: string;
  sealed: Map<number, FieldBlock>;
  tail?: FieldBlock;
}

/** Creates a reader without anything cached. */
export function createChunkReader(snapshots: SnapshotTaker, readBlock = createBlockReader()): ChunkReader {
  let known: KnownBlocks = { epoch: "", sealed: new Map() };

  async function blockOf(source: PackedSource, current: KnownBlocks): Promise<FieldBlock> {
    const { firstPosition, length } = source;
    const before = source.sealed ? current.sealed.get(firstPosition) : current.tail;
    if (before?.firstPosition === firstPosition && before.length === length) return before;
    const block = await readBlock(source, current.epoch);
    if (source.sealed) current.sealed.set(firstPosition, block);
    else current.tail = block;
    return block;
  }

  return {
    async read(signal) {
      const { state, segments } = await snapshots.takeLines();
      if (state.epoch !== known.epoch) known = { epoch: state.epoch, sealed: new Map() };
      const current = known;
      const oldest = segments[0]?.firstPosition ?? Infinity;
      for (const position of current.sealed.keys()) if (position < oldest) current.sealed.delete(position);
      const chunks: LogChunk[] = [];
      let rows = 0;
      let settledRows = 0;
      for (const source of segments) {
        signal?.throwIfAborted();
        const block = await blockOf(source, current);
        chunks.push({ ...source, firstRow: rows, block });
        rows += block.length;
        if (source.sealed) settledRows = rows;
      }
      return { epoch: state.epoch, position: state.files["tts_structured.jsonl"].nextLine, rows, settledRows, chunks };
    },
  };
}
