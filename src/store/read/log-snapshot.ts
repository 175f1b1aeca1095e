import { countCalls, type CallRollups, type TimeRange } from "../../analytics/call-rollups.ts";
import type { EventColumns } from "../../analytics/event-columns.ts";
import { createSegmentCache } from "./segment-cache.ts";
import { joinColumns, openColumns, packColumns } from "../columns/columns.ts";
import { concatBytes } from "../storage/line-bytes.ts";
import { createLineCache, type LineCache } from "./line-cache.ts";
import type { LogStorage, SealedSegment, StorageTransaction } from "../storage/log-storage.ts";
import { firstStoredLine, type LogState } from "../storage/log-state.ts";
import type { LogTail, TailSlice } from "../storage/log-tail.ts";
import { openRollups, type SegmentRollups } from "../columns/packed-rollups.ts";

const file = "tts_structured.jsonl";

/** Columns of consecutive events of the structured file: one sealed block, or the whole tail. */
export interface ColumnSegment {
  firstPosition: number;
  /** False for the tail: its content grows. */
  sealed: boolean;
  columns: EventColumns;
  /** The columns as one byte array. */
  packed(): Uint8Array;
}

/** A segment whose lines can be read, too. */
export interface LogSegment extends ColumnSegment {
  /** Lines in UTF-8, from byte `start` to byte `end`; all of them by default. */
  read(start?: number, end?: number): Promise<Uint8Array>;
}

/** The structured file at one moment, newest segment first. */
export interface Snapshot<Segment> {
  state: LogState;
  segments: Segment[];
}

/**
 * Takes snapshots of one log; remembers packed columns (about 16 bytes an event) and cells (about 2) between them, and the
 * lines themselves for a minute after a search.
 */
export interface SnapshotTaker {
  /** Blocks stay readable although rotation deletes them meanwhile. */
  take(): Promise<Snapshot<LogSegment>>;
  /** The same without the lines: handles of a hundred blocks cost more than all their columns. */
  takeColumns(): Promise<Snapshot<ColumnSegment>>;
  /** What is counted of the calls in a range, block by block: an eighth of the bytes of the columns. */
  takeCells(range: TimeRange): Promise<CallRollups[]>;
}

export function createSnapshotTaker(storage: LogStorage, tail: LogTail): SnapshotTaker {
  const columns = createSegmentCache<Uint8Array>((packed) => openColumns(packed).firstPosition);
  const lines = createLineCache();
  const cells = createSegmentCache<SegmentRollups>(({ firstPosition }) => firstPosition);
  const columnsAt = (transaction: StorageTransaction, state: LogState) => columns.at(state, transaction.columnsFrom);
  const cellsAt = (transaction: StorageTransaction, state: LogState) =>
    cells.at(state, async (position) => (await transaction.rollupsFrom(position)).map(openRollups));

  async function unsealed(transaction: StorageTransaction, state: LogState): Promise<TailSlice[]> {
    const first = firstStoredLine(state.files[file]);
    const pieces = await tail.piecesAt(transaction, state);
    return pieces.filter((piece) => piece.file === file && piece.firstLine >= first);
  }

  return {
    take: () =>
      storage.read(async (transaction) => {
        const state = await transaction.readState();
        const [blocks, packed, pieces] = await Promise.all([
          transaction.segmentsFrom(file, firstStoredLine(state.files[file])),
          columnsAt(transaction, state),
          unsealed(transaction, state),
        ]);
        const columnsOf = new Map(packed);
        const segments = blocks.map((block) => blockSegment(state, block, columnsOf.get(block.firstLine)!, lines));
        if (pieces.length > 0) segments.push(tailSegment(pieces));
        return { state, segments: segments.reverse() };
      }),
    takeColumns: () =>
      storage.read(async (transaction) => {
        const state = await transaction.readState();
        const [packed, pieces] = await Promise.all([columnsAt(transaction, state), unsealed(transaction, state)]);
        const segments = packed.map(([position, columns]) => sealedColumns(position, columns));
        if (pieces.length > 0) segments.push(tailSegment(pieces));
        return { state, segments: segments.reverse() };
      }),
    takeCells: (range) =>
      storage.read(async (transaction) => {
        const state = await transaction.readState();
        const [blocks, pieces] = await Promise.all([cellsAt(transaction, state), unsealed(transaction, state)]);
        const sealed = await Promise.all(blocks.map(([, block]) => cutToRange(block, range, transaction)));
        const tail = pieces.length > 0 ? [countCalls(tailSegment(pieces).columns, range)] : [];
        return [...sealed.flat(), ...tail];
      }),
  };
}

/** The part of a block that lies in the range; its columns are read only where the range cuts it. */
async function cutToRange(
  { firstPosition, cells }: SegmentRollups,
  range: TimeRange,
  transaction: StorageTransaction,
): Promise<CallRollups[]> {
  const { fromMs = -Infinity, toMs = Infinity } = range;
  if (fromMs === -Infinity && toMs === Infinity) return [cells];
  if (cells.lastMs < fromMs || cells.firstMs >= toMs) return [];
  if (cells.firstMs >= fromMs && cells.lastMs < toMs && cells.timeless === 0) return [cells];
  const packed = await transaction.columnsAt(firstPosition);
  return packed === undefined ? [] : [countCalls(openColumns(packed), range)];
}

function sealedColumns(firstPosition: number, packed: Uint8Array): ColumnSegment {
  return { firstPosition, sealed: true, columns: openColumns(packed), packed: () => packed };
}

function blockSegment(state: LogState, block: SealedSegment, packed: Uint8Array, lines: LineCache): LogSegment {
  return {
    ...sealedColumns(block.firstLine, packed),
    read: (start = 0, end = block.sizeBytes) => lines.read(state, block, start, end),
  };
}

function tailSegment(pieces: TailSlice[]): LogSegment {
  const firstPosition = pieces[0]!.firstLine;
  const columns = joinColumns(
    firstPosition,
    pieces.map((piece) => piece.columns),
  );
  let joined: Uint8Array | undefined;
  return {
    firstPosition,
    sealed: false,
    columns,
    packed: () => packColumns(columns),
    read: async (start, end) => (joined ??= concatBytes(pieces.map((piece) => piece.bytes))).subarray(start, end),
  };
}
