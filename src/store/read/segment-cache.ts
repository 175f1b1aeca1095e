import type { LogState } from "../storage/log-state.ts";
import { firstStoredLine } from "../storage/log-state.ts";

/** What is kept beside the sealed blocks of the structured file, by the position of each block's first event. */
export interface SegmentCache<Value> {
  /** The values of the kept blocks, oldest first; reads only those that are not remembered yet. */
  at(state: LogState, readFrom: (position: number) => Promise<Value[]>): Promise<[position: number, value: Value][]>;
}

/** Remembers what belongs to sealed blocks: those never change, so only a new log or rotation makes it forget. */
export function createSegmentCache<Value>(positionOf: (value: Value) => number): SegmentCache<Value> {
  let remembered: { epoch: string; values: Map<number, Value> } = { epoch: "", values: new Map() };
  return {
    async at(state, readFrom) {
      const structured = state.files["tts_structured.jsonl"];
      const first = firstStoredLine(structured);
      if (state.epoch !== remembered.epoch) remembered = { epoch: state.epoch, values: new Map() };
      const { values } = remembered;
      for (const value of await readFrom(Math.max(first, lastKey(values) + 1))) values.set(positionOf(value), value);
      for (const position of values.keys()) if (position < first) values.delete(position);
      // Other snapshots may read at the same time, so the order of the map is no order.
      return [...values].filter(([position]) => position < structured.nextLine).sort(([a], [b]) => a - b);
    },
  };
}

function lastKey(values: Map<number, unknown>): number {
  let last = -1;
  for (const key of values.keys()) last = Math.max(last, key);
  return last;
}
