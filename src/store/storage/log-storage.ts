import type { EventColumns } from "../../analytics/event-columns.ts";
import type { LogState } from "./log-state.ts";
import type { LogFileName } from "../log-store.ts";

/** Whole lines of one generation of one file, in write order. */
export interface LinePiece {
  file: LogFileName;
  generation: number;
  /** Ordinal of the first line in its file since the log began. */
  firstLine: number;
  lines: number;
  /** Rendered lines, each with its line feed; alone in its buffer. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Those of the structured file, so that a new tab need not read the lines; absent in rows of older programs. */
  columns?: EventColumns;
}

/** One commit, until it is sealed: the write-ahead row. */
export interface LogRow {
  id: number;
  pieces: LinePiece[];
}

/** About a megabyte of lines of one generation of one file. */
interface Block<Bytes> {
  file: LogFileName;
  firstLine: number;
  lines: number;
  sizeBytes: number;
  bytes: Bytes;
}

/** A block for reading and export. */
export type SealedBlock = Block<Blob>;
/** A block to be written, its bytes in parts of any length. */
export type NewBlock = Block<Uint8Array<ArrayBuffer>[]>;

/**
 * What a log needs of a transaction. Promises of the shelf are the only thing that may be awaited inside one.
 *
 * A change resolves when it is asked for; whether it was made, the end of the transaction tells.
 */
export interface ShelfTransaction {
  /** The caller's own copy; that of an empty log when nothing was written yet. */
  readState(): Promise<LogState>;
  writeState(state: LogState): Promise<void>;
  /** Rows with a larger id, in order. */
  rowsAfter(id: number): Promise<LogRow[]>;
  addRow(row: LogRow): Promise<void>;
  deleteRowsThrough(id: number): Promise<void>;
  /** Blocks of a file that begin at or after a line, in order. */
  blocksFrom(file: LogFileName, firstLine: number): Promise<SealedBlock[]>;
  addBlock(block: NewBlock): Promise<void>;
  /** Packed columns of blocks of the structured file that begin at or after a position, in order. */
  columnsFrom(position: number): Promise<Uint8Array[]>;
  /** Those of the block that begins at a position; undefined when there is none. */
  columnsAt(position: number): Promise<Uint8Array | undefined>;
  addColumns(position: number, packed: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Packed cells of the same blocks, in order. */
  cellsFrom(position: number): Promise<Uint8Array[]>;
  addCells(position: number, packed: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Deletes blocks, columns and cells of lines before `firstLine`. */
  deleteLinesBefore(file: LogFileName, firstLine: number): Promise<void>;
}

export type TransactionBody<T> = (transaction: ShelfTransaction) => Promise<T>;

/** Where a log is kept: IndexedDB, or memory where there is none. Must be closed. */
export interface LogShelf {
  /** Runs the body on a consistent state of the shelf. */
  read<T>(body: TransactionBody<T>): Promise<T>;
  /**
   * Runs the body alone; all of its changes are kept, or none when it throws.
   *
   * @param onSent called when the storage has all that it needs and the thread would only wait
   */
  write<T>(body: TransactionBody<T>, onSent?: () => void): Promise<T>;
  close(): void;
}
