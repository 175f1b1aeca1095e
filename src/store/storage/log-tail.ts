import type { LogEvent } from "../../logging/log-event.ts";
import type { EventColumns } from "../../analytics/event-columns.ts";
import { columnsOf } from "../columns/column-builder.ts";
import { lineSizes } from "./line-bytes.ts";
import type { LineSlice, StorageTransaction } from "./log-storage.ts";
import type { LogState } from "./log-state.ts";

/** A slice with its columns, which are empty for the text files. */
export interface TailSlice extends LineSlice {
  columns: EventColumns;
}

/** The unsealed lines: a copy of the WAL in memory, at most about 3 MB. */
export interface LogTail {
  /** The unsealed slices of `state`, oldest first; reads entries that other tabs wrote. */
  slicesAt(transaction: StorageTransaction, state: LogState): Promise<TailSlice[]>;
  /** Adds an entry of this tab after its commit: the newest one in `state`. */
  add(state: LogState, slices: TailSlice[]): void;
}

/** An empty tail; it fills itself from the storage. */
export function createTail(): LogTail {
  let entries = new Map<number, TailSlice[]>();
  let epoch = "";
  // Every entry up to this id is in `entries` or sealed; after it, entries of other tabs may lie between ours.
  let knownThrough = 0;
  let droppedThrough = 0;

  function dropSealed(state: LogState): void {
    if (state.epoch !== epoch) {
      entries = new Map();
      knownThrough = 0;
      epoch = state.epoch;
    }
    if (knownThrough >= state.sealedThrough && droppedThrough === state.sealedThrough) return;
    for (const id of entries.keys()) if (id <= state.sealedThrough) entries.delete(id);
    knownThrough = Math.max(knownThrough, state.sealedThrough);
    droppedThrough = state.sealedThrough;
  }

  return {
    async slicesAt(transaction, state) {
      dropSealed(state);
      if (knownThrough < state.lastRow) {
        for (const { id, slices } of await transaction.walEntriesAfter(knownThrough)) {
          if (!entries.has(id)) entries.set(id, slices.map(withColumns));
        }
        knownThrough = state.lastRow;
      }
      const present = [...entries.keys()].filter((id) => id > state.sealedThrough && id <= state.lastRow);
      return present.sort((a, b) => a - b).flatMap((id) => entries.get(id)!);
    },
    add(state, slices) {
      dropSealed(state);
      entries.set(state.lastRow, slices);
      if (state.lastRow === knownThrough + 1) knownThrough = state.lastRow;
    },
  };
}

function withColumns(slice: LineSlice): TailSlice {
  // Columns of an earlier version do not say who caused a call.
  return { ...slice, columns: slice.columns?.initiator ? slice.columns : columnsOfLines(slice) };
}

/** The columns of some lines, made by parsing them; empty for the text files. */
function columnsOfLines({ file, bytes }: Pick<LineSlice, "file" | "bytes">): EventColumns {
  return file === "tts_structured.jsonl" ? columnsOf(eventsOf(bytes), lineSizes(bytes)) : columnsOf([], []);
}

function eventsOf(lines: Uint8Array): LogEvent[] {
  const text = new TextDecoder().decode(lines).trimEnd();
  return JSON.parse(`[${text.replaceAll("\n", ",")}]`) as LogEvent[];
}
