import type { LogState } from "../storage/log-state.ts";
import { firstStoredLine } from "../storage/log-state.ts";

/** Cache of one value for each sealed segment of the structured file, by the position of its first event. */
export interface SegmentCache<Value> {
  /** The values of all stored segments, oldest first; reads only those that are not cached yet. */
  at(state: LogState, readFrom: (position: number) => Promise<Value[]>): Promise<[position: number, value: Value][]>;
}

/** Creates an empty cache. Sealed segments never change, so only rotation and clearing the log invalidate it. */
export function createSegmentCache<Value>(positionOf: (value: Value) => number): SegmentCache<Value> {
  let cache: { epoch: string; values: Map<number, Value> } = { epoch: "", values: new Map() };
  return {
    async at(state, readFrom) {
      const structured = state.files["tts_structured.jsonl"];
      const first = firstStoredLine(structured);
      if (state.epoch !== cache.epoch) cache = { epoch: state.epoch, values: new Map() };
      const { values } = cache;
      for (const value of await readFrom(Math.max(first, lastKey(values) + 1))) values.set(positionOf(value), value);
      for (const position of values.keys()) if (position < first) values.delete(position);
      // Concurrent snapshots may insert out of order, so the result is sorted.
      return [...values].filter(([position]) => position < structured.nextLine).sort(([a], [b]) => a - b);
    },
  };
}

function lastKey(values: Map<number, unknown>): number {
  let last = -1;
  for (const key of values.keys()) last = Math.max(last, key);
  return last;
}
