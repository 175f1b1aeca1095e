import type { EventColumns } from "../../analytics/event-columns.ts";
import type { LogState } from "./log-state.ts";
import type { LogFileName } from "../log-store.ts";

/** Whole lines of one generation of one file, in write order. */
export interface LineSlice {
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
export interface WalEntry {
  id: number;
  pieces: LineSlice[];
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
export type SealedSegment = Block<Blob>;
/** A block to be written, its bytes in parts of any length. */
export type NewSegment = Block<Uint8Array<ArrayBuffer>[]>;

/**
 * What a log needs of a transaction. Promises of the storage are the only thing that may be awaited inside one.
 *
 * A change resolves when it is asked for; whether it was made, the end of the transaction tells.
 */
export interface StorageTransaction {
  /** The caller's own copy; that of an empty log when nothing was written yet. */
  readState(): Promise<LogState>;
  writeState(state: LogState): Promise<void>;
  /** Rows with a larger id, in order. */
  walEntriesAfter(id: number): Promise<WalEntry[]>;
  addWalEntry(row: WalEntry): Promise<void>;
  deleteWalEntriesThrough(id: number): Promise<void>;
  /** Blocks of a file that begin at or after a line, in order. */
  segmentsFrom(file: LogFileName, firstLine: number): Promise<SealedSegment[]>;
  addSegment(block: NewSegment): Promise<void>;
  /** Packed columns of blocks of the structured file that begin at or after a position, in order. */
  columnsFrom(position: number): Promise<Uint8Array[]>;
  /** Those of the block that begins at a position; undefined when there is none. */
  columnsAt(position: number): Promise<Uint8Array | undefined>;
  addColumns(position: number, packed: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Packed cells of the same blocks, in order. */
  rollupsFrom(position: number): Promise<Uint8Array[]>;
  addRollups(position: number, packed: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Deletes blocks, columns and cells of lines before `firstLine`. */
  deleteLinesBefore(file: LogFileName, firstLine: number): Promise<void>;
}

export type TransactionBody<T> = (transaction: StorageTransaction) => Promise<T>;

/** Where a log is kept: IndexedDB, or memory where there is none. Must be closed. */
export interface LogStorage {
  /** Runs the body on a consistent state of the storage. */
  read<T>(body: TransactionBody<T>): Promise<T>;
  /**
   * Runs the body alone; all of its changes are kept, or none when it throws.
   *
   * @param onSent called when the storage has all that it needs and the thread would only wait
   */
  write<T>(body: TransactionBody<T>, onSent?: () => void): Promise<T>;
  close(): void;
}
