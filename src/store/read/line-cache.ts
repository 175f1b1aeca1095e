import type { SealedSegment } from "../storage/log-storage.ts";
import { firstStoredLine, type LogState } from "../storage/log-state.ts";

/** Size of the cache in bytes: the structured file at its documented limits, and some. What does not fit is read each time. */
export const maxCachedBytes = 96 * 1024 * 1024;
/** Time without a search after which the cache is emptied, in milliseconds. */
const idleTimeoutMs = 60_000;

/** Cache of the lines of sealed segments: a search is typed letter by letter, and reading is most of its cost. */
export interface LineCache {
  /** Reads the lines of a segment from byte `start` to byte `end`. Only whole segments are cached. */
  read(state: LogState, segment: SealedSegment, start: number, end: number): Promise<Uint8Array>;
}

/** Creates an empty cache. */
export function createLineCache(maxBytes = maxCachedBytes, timeoutMs = idleTimeoutMs): LineCache {
  let epoch = "";
  const segments = new Map<number, Uint8Array>();
  let cachedBytes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function evict(position: number): void {
    cachedBytes -= segments.get(position)?.length ?? 0;
    segments.delete(position);
  }

  function clear(): void {
    segments.clear();
    cachedBytes = 0;
  }

  function add(position: number, bytes: Uint8Array): void {
    // A search begins with the newest segment, so what does not fit is the oldest.
    if (segments.has(position) || cachedBytes + bytes.length > maxBytes) return;
    segments.set(position, bytes);
    cachedBytes += bytes.length;
  }

  return {
    async read(state, { firstLine, sizeBytes, bytes }, start, end) {
      clearTimeout(timer);
      timer = setTimeout(clear, timeoutMs);
      if (state.epoch !== epoch) clear();
      epoch = state.epoch;
      const first = firstStoredLine(state.files["tts_structured.jsonl"]);
      for (const position of segments.keys()) if (position < first) evict(position);
      const cached = segments.get(firstLine);
      if (cached !== undefined) return cached.subarray(start, end);
      // `Blob.slice` is a round trip to the browser process: nearly a millisecond, as long as reading a megabyte.
      if (start > 0 || end < sizeBytes) return new Uint8Array(await bytes.slice(start, end).arrayBuffer());
      const read = new Uint8Array(await bytes.arrayBuffer());
      if (state.epoch === epoch) add(firstLine, read);
      return read;
    },
  };
}
