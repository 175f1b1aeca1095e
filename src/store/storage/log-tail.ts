import type { LogEvent } from "../../logging/log-event.ts";
import type { EventColumns } from "../../analytics/event-columns.ts";
import { columnsOf } from "../columns/column-builder.ts";
import { lineSizes } from "./line-bytes.ts";
import type { LineSlice, StorageTransaction } from "./log-storage.ts";
import type { LogState } from "./log-state.ts";

/** A piece with what the columns keep of its events; `columns` are empty for the text files. */
export interface TailSlice extends LineSlice {
  columns: EventColumns;
}

/** The rows that are written but not sealed yet, kept in memory: at most about two blocks. */
export interface LogTail {
  /** The unsealed pieces as they stand in `state`, oldest first; reads what other tabs wrote. */
  piecesAt(transaction: StorageTransaction, state: LogState): Promise<TailSlice[]>;
  /** Keeps a row of our own after its commit: the newest one in `state`. */
  add(state: LogState, pieces: TailSlice[]): void;
}

/** An empty tail; it fills itself from the storage. */
export function createTail(): LogTail {
  let rows = new Map<number, TailSlice[]>();
  let epoch = "";
  // Every row up to this id is in `rows` or sealed; beyond it, rows of other tabs may lie between ours.
  let known = 0;
  let forgotten = 0;

  function forgetSealed(state: LogState): void {
    if (state.epoch !== epoch) {
      rows = new Map();
      known = 0;
      epoch = state.epoch;
    }
    if (known >= state.sealedThrough && forgotten === state.sealedThrough) return;
    for (const id of rows.keys()) if (id <= state.sealedThrough) rows.delete(id);
    known = Math.max(known, state.sealedThrough);
    forgotten = state.sealedThrough;
  }

  return {
    async piecesAt(transaction, state) {
      forgetSealed(state);
      if (known < state.lastRow) {
        for (const { id, pieces } of await transaction.walEntriesAfter(known)) {
          if (!rows.has(id)) rows.set(id, pieces.map(withColumns));
        }
        known = state.lastRow;
      }
      const present = [...rows.keys()].filter((id) => id > state.sealedThrough && id <= state.lastRow);
      return present.sort((a, b) => a - b).flatMap((id) => rows.get(id)!);
    },
    add(state, pieces) {
      forgetSealed(state);
      rows.set(state.lastRow, pieces);
      if (state.lastRow === known + 1) known = state.lastRow;
    },
  };
}

function withColumns(piece: LineSlice): TailSlice {
  if (piece.columns !== undefined) return { ...piece, columns: piece.columns };
  const structured = piece.file === "tts_structured.jsonl";
  return {
    ...piece,
    columns: structured ? columnsOf(eventsOf(piece.bytes), lineSizes(piece.bytes)) : columnsOf([], []),
  };
}

function eventsOf(lines: Uint8Array): LogEvent[] {
  const text = new TextDecoder().decode(lines).trimEnd();
  return JSON.parse(`[${text.replaceAll("\n", ",")}]`) as LogEvent[];
}
