import { fieldBlockOf, openFieldBlock } from "../../columns/open-field-block.ts";
import type { FieldBlock } from "../../columns/field-block.ts";
import type { PackedSource, SnapshotTaker } from "../log-snapshot.ts";

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
  chunks: LogChunk[];
}

/** Reads the chunks of a log. Fields of a sealed segment are read once. */
export interface ChunkReader {
  /** @throws DOMException `AbortError` when the signal aborts */
  read(signal?: AbortSignal): Promise<LogChunks>;
}

/** Reads the fields of some lines. */
export type BlockReader = (source: PackedSource) => Promise<FieldBlock>;

/** From the packed block; of the tail, and of segments of earlier versions, from the lines. */
async function readBlock({ packed, read, firstPosition }: PackedSource): Promise<FieldBlock> {
  return (packed && openFieldBlock(packed)) ?? fieldBlockOf(await read(), firstPosition);
}

/** What was read under one epoch. */
interface KnownBlocks {
  epoch: string;
  sealed: Map<number, FieldBlock>;
  tail?: FieldBlock;
}

/** Creates a reader without anything cached. */
export function createChunkReader(snapshots: SnapshotTaker, blockOfSource: BlockReader = readBlock): ChunkReader {
  let known: KnownBlocks = { epoch: "", sealed: new Map() };

  async function blockOf(source: PackedSource, current: KnownBlocks): Promise<FieldBlock> {
    const { firstPosition, length } = source;
    const before = source.sealed ? current.sealed.get(firstPosition) : current.tail;
    if (before?.firstPosition === firstPosition && before.length === length) return before;
    const block = await blockOfSource(source);
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
      for (const source of segments) {
        signal?.throwIfAborted();
        const block = await blockOf(source, current);
        chunks.push({ ...source, firstRow: rows, block });
        rows += block.length;
      }
      return { epoch: state.epoch, position: state.files["tts_structured.jsonl"].nextLine, rows, chunks };
    },
  };
}
