import type { StoredCalls } from "../../analytics/overview/call-tally.ts";
import type { EventColumns } from "../../analytics/event-columns.ts";
import { firstStoredLine, type LogState } from "./log-state.ts";
import type { LogChain } from "../log-chain.ts";
import type { LogFileName } from "../log-store.ts";

/** Consecutive lines of one generation of one file, in write order: the unit of a WAL entry. */
export interface LineSlice {
  file: LogFileName;
  generation: number;
  /** Number of the first line in its file since the log began. */
  firstLine: number;
  lines: number;
  /** Rendered lines, each with its line feed, in a buffer of their own. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Columns, in slices of the structured file, so that a new tab need not parse the lines; absent in entries of older versions. */
  columns?: EventColumns;
}

/** One commit in the write-ahead log (WAL), until it is sealed. */
export interface WalEntry {
  id: number;
  slices: LineSlice[];
}

/** A sealed run of lines of one generation of one file, about a megabyte. */
interface Segment<Bytes> {
  file: LogFileName;
  firstLine: number;
  lines: number;
  sizeBytes: number;
  bytes: Bytes;
}

/** A segment as it is read. */
export type SealedSegment = Segment<Blob>;
/** A segment to be written, its bytes in chunks of any length. */
export type NewSegment = Segment<Uint8Array<ArrayBuffer>[]>;

/** Packed columns of one segment, or of several in one record; a large record is a Blob, where the database takes them. */
export interface StoredColumns {
  /** Position of the first event of the segment; of several, of the last one. */
  position: number;
  packed: Uint8Array | Blob;
}

/** What the first segments of the structured file count to, for an overview of the whole log in a new worker. */
export interface LogTally {
  /** The log that it counts: another one has another epoch, or begins elsewhere. */
  epoch: string;
  firstPosition: number;
  /** Position of the first event behind them. */
  nextPosition: number;
  /** Time of their first and last event, in milliseconds since the epoch; Infinity and -Infinity where no event has one. */
  firstMs: number;
  lastMs: number;
  /** Calls that the console made by itself; they are not counted in `calls`. */
  ownCalls: number;
  calls: StoredCalls;
}

/**
 * The answer to a question with which a page opened the log, for the next worker. It goes with the first segment that rotates out or
 * is rewritten.
 */
export interface StoredOpening {
  /** The log that it is of, as it was. */
  epoch: string;
  firstPosition: number;
  /** Position of the first event behind it. */
  nextPosition: number;
  /** The question as JSON. */
  question: string;
  /** What the structured clone takes. */
  answer: unknown;
}

/** What compares lines of the structured file with the chain, beside it: it goes with them, and is made anew when they are rewritten. */
export interface ChainedLines {
  /** Hashed before the lines. */
  salt: string;
  /** CRC-32 of each line with its line feed. */
  checks: Uint32Array<ArrayBuffer>;
}

/**
 * Whether a tally counts the log as it is. It goes with what it counts, but a tab of an earlier version, which rotates the same log,
 * knows of no tally.
 */
export function isTallyOf(state: LogState, tally: LogTally | undefined): boolean {
  return tally !== undefined && isOfLog(state, tally);
}

/** Whether something was made of this log, which may have grown since then. */
export function isOfLog({ epoch, files }: LogState, made: Pick<LogTally, "epoch" | "firstPosition">): boolean {
  return made.epoch === epoch && made.firstPosition === firstStoredLine(files["tts_structured.jsonl"]);
}

/** The bytes of stored columns; those of a Blob are read outside of a transaction, which would end meanwhile. */
export async function packedOf({ packed }: StoredColumns): Promise<Uint8Array> {
  return packed instanceof Blob ? new Uint8Array(await packed.arrayBuffer()) : packed;
}

/**
 * A transaction over the storage of a log. Only promises of the storage may be awaited inside one.
 *
 * A write resolves when it is requested; it is done when the transaction is committed.
 */
export interface StorageTransaction {
  /** A copy of the state; that of an empty log when nothing was written yet. */
  readState(): Promise<LogState>;
  writeState(state: LogState): Promise<void>;
  /** WAL entries with a larger id, in order. */
  walEntriesAfter(id: number): Promise<WalEntry[]>;
  addWalEntry(entry: WalEntry): Promise<void>;
  deleteWalEntriesThrough(id: number): Promise<void>;
  /** Segments of a file that begin at or after a line, in order. @param endLine and before this one; default: all */
  segmentsFrom(file: LogFileName, firstLine: number, endLine?: number): Promise<SealedSegment[]>;
  /** The segment that begins at a line; undefined when there is none. */
  segmentAt(file: LogFileName, firstLine: number): Promise<SealedSegment | undefined>;
  addSegment(segment: NewSegment): Promise<void>;
  /** Deletes the segment that begins at a line, with its columns and rollups, so that another can be added in its place. */
  deleteSegment(file: LogFileName, firstLine: number): Promise<void>;
  /** Columns of the segments of the structured file that begin at or after a position, perhaps with those before, in order. */
  columnsFrom(position: number): Promise<StoredColumns[]>;
  /** The columns of the segment that begins at a position; undefined when there are none. */
  columnsAt(position: number): Promise<StoredColumns | undefined>;
  /** The positions of all columns, and those of all segments of the structured file, ascending. */
  columnPositions(): Promise<{ columns: number[]; segments: number[] }>;
  addColumns(position: number, packed: Uint8Array<ArrayBuffer>): Promise<void>;
  deleteColumns(position: number): Promise<void>;
  /** Packed rollups of the same segments, in order. */
  rollupsFrom(position: number): Promise<Uint8Array[]>;
  addRollups(position: number, packed: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Undefined where there is none, or a segment that it counts is gone. */
  readTally(): Promise<LogTally | undefined>;
  writeTally(tally: LogTally | undefined): Promise<void>;
  /** The answer to a question, which may be of another log: see {@link isOfLog}. */
  readOpening(question: string): Promise<StoredOpening | undefined>;
  /** Stores it in place of another answer to the same question. */
  putOpening(opening: StoredOpening): Promise<void>;
  countOpenings(): Promise<number>;
  deleteOpenings(): Promise<void>;
  /** The chain over the structured file; undefined where there is none yet. */
  readChain(): Promise<LogChain | undefined>;
  writeChain(chain: LogChain): Promise<void>;
  /** Of segments of the structured file that are in the chain and begin at or after a line, in order. */
  chainedLinesFrom(firstLine: number): Promise<({ firstLine: number } & ChainedLines)[]>;
  /** Stores it for the segment that begins at a line, in place of what was there. */
  putChainedLines(firstLine: number, lines: ChainedLines): Promise<void>;
  /** Deletes segments, columns, rollups and what compares them with the chain, of lines before `firstLine`. */
  deleteLinesBefore(file: LogFileName, firstLine: number): Promise<void>;
}

/** Work done within one transaction. */
export type TransactionBody<T> = (transaction: StorageTransaction) => Promise<T>;

/** Storage backend of a log: IndexedDB, or memory where there is none. Must be closed. */
export interface LogStorage {
  /** Runs the body on a consistent view of the storage. */
  read<T>(body: TransactionBody<T>): Promise<T>;
  /**
   * Runs the body in a transaction that excludes other writers, in all tabs. Commits all of its changes, or none when it throws.
   *
   * @param onSent called when all requests are made and the caller would only wait for the commit
   */
  write<T>(body: TransactionBody<T>, onSent?: () => void): Promise<T>;
  close(): void;
}
