import type { LogStorage, SealedSegment } from "../storage/log-storage.ts";
import type { LogState } from "../storage/log-state.ts";
import type { LineCache } from "./line-cache.ts";

const file = "tts_structured.jsonl";

/** The lines that a snapshot names are no longer in the log: they rotated out, or were deleted or rewritten. */
export class LinesGoneError extends Error {
  override readonly name = "LinesGoneError";
}

/** Reads the lines of a sealed segment, from byte `start` to byte `end`. Default: all. @throws LinesGoneError */
export type SegmentReader = (start?: number, end?: number) => Promise<Uint8Array>;

/** Makes readers of sealed segments, whose Blobs are got when their lines are first needed. */
export function createSegmentLines(storage: LogStorage, cache: LineCache) {
  let known = { epoch: "", segments: new Map<number, SealedSegment>() };

  async function segmentOf(epoch: string, firstLine: number): Promise<SealedSegment> {
    if (known.epoch !== epoch) known = { epoch, segments: new Map() };
    const { segments } = known;
    const before = segments.get(firstLine);
    if (before !== undefined) return before;
    const segment = await storage.read(async (transaction) => {
      const state = await transaction.readState();
      return state.epoch === epoch ? transaction.segmentAt(file, firstLine) : undefined;
    });
    if (segment === undefined) throw new LinesGoneError(`the lines from ${String(firstLine)} are no longer in the log`);
    segments.set(firstLine, segment);
    return segment;
  }

  return {
    /** The reader of the segment that begins at a line. */
    readerOf(state: LogState, firstLine: number): SegmentReader {
      return async (start = 0, end) => {
        const segment = await segmentOf(state.epoch, firstLine);
        return cache.read(state, segment, start, end ?? segment.sizeBytes);
      };
    },
    /** Lets go of the Blobs of lines before the first one that is stored, which would keep them on the disk. */
    dropBefore(firstLine: number): void {
      for (const first of known.segments.keys()) if (first < firstLine) known.segments.delete(first);
    },
  };
}
