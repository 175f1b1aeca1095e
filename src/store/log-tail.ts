import type { LogEvent } from "../logging/log-event.ts";
import type { EventColumns } from "../analytics/event-columns.ts";
import { createColumnBuilder, type ColumnBuilder } from "./column-builder.ts";
import type { LinePiece, ShelfTransaction } from "./log-shelf.ts";
import type { LogState } from "./log-state.ts";
import { createLineScanner } from "./scan-line.ts";

const lineFeed = 10;

/** A piece with what the columns keep of its events; `columns` are empty for the text files. */
export interface TailPiece extends LinePiece {
  columns: EventColumns;
}

/** The rows that are written but not sealed yet, kept in memory: at most about two blocks. */
export interface LogTail {
  /** The unsealed pieces as they stand in `state`, oldest first; reads what other tabs wrote. */
  piecesAt(transaction: ShelfTransaction, state: LogState): Promise<TailPiece[]>;
  /** Keeps a row of our own after its commit: the newest one in `state`. */
  add(state: LogState, pieces: TailPiece[]): void;
}

/** An empty tail; it fills itself from the shelf. */
export function createTail(): LogTail {
  let rows = new Map<number, TailPiece[]>();
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
        for (const { id, pieces } of await transaction.rowsAfter(known)) {
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

function withColumns(piece: LinePiece): TailPiece {
  const columns = createColumnBuilder();
  if (piece.file === "tts_structured.jsonl") addLines(columns, piece.bytes);
  return { ...piece, columns };
}

function addLines(columns: ColumnBuilder, bytes: Uint8Array): void {
  const scanner = createLineScanner();
  const decoder = new TextDecoder();
  for (let start = 0; start < bytes.length;) {
    const scanned = scanner.scan(bytes, start);
    const plain = scanned >= 0 && bytes[scanned] === lineFeed;
    const end = plain ? scanned : bytes.indexOf(lineFeed, start);
    if (plain) columns.addScanned(scanner, bytes, end + 1 - start);
    else columns.add(JSON.parse(decoder.decode(bytes.subarray(start, end))) as LogEvent, end + 1 - start);
    start = end + 1;
  }
}
