import type { SealedSegment } from "../storage/log-storage.ts";
import { firstStoredLine, type LogState } from "../storage/log-state.ts";

/** All of the structured file at its documented limits, and some; what is more is read from the database each time. */
export const maxRememberedBytes = 96 * 1024 * 1024;
/** How long nobody has searched when the lines are let go, in milliseconds. */
const forgetAfterMs = 60_000;

/** Lines of sealed blocks that were just searched: a search comes letter by letter, and reading is most of its cost. */
export interface LineCache {
  /** Lines of the block from byte `start` to byte `end`. Whole blocks are remembered. */
  read(state: LogState, block: SealedSegment, start: number, end: number): Promise<Uint8Array>;
}

export function createLineCache(mostBytes = maxRememberedBytes, lifetimeMs = forgetAfterMs): LineCache {
  let epoch = "";
  const blocks = new Map<number, Uint8Array>();
  let keptBytes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function forget(position: number): void {
    keptBytes -= blocks.get(position)?.length ?? 0;
    blocks.delete(position);
  }

  function forgetAll(): void {
    blocks.clear();
    keptBytes = 0;
  }

  function keep(position: number, bytes: Uint8Array): void {
    // A search begins with the newest block, so what finds no room is the oldest.
    if (blocks.has(position) || keptBytes + bytes.length > mostBytes) return;
    blocks.set(position, bytes);
    keptBytes += bytes.length;
  }

  return {
    async read(state, { firstLine, sizeBytes, bytes }, start, end) {
      clearTimeout(timer);
      timer = setTimeout(forgetAll, lifetimeMs);
      if (state.epoch !== epoch) forgetAll();
      epoch = state.epoch;
      const first = firstStoredLine(state.files["tts_structured.jsonl"]);
      for (const position of blocks.keys()) if (position < first) forget(position);
      const known = blocks.get(firstLine);
      if (known !== undefined) return known.subarray(start, end);
      // To cut a Blob asks the browser process and waits: nearly a millisecond, as long as reading a megabyte takes.
      if (start > 0 || end < sizeBytes) return new Uint8Array(await bytes.slice(start, end).arrayBuffer());
      const read = new Uint8Array(await bytes.arrayBuffer());
      if (state.epoch === epoch) keep(firstLine, read);
      return read;
    },
  };
}
