import type { EventColumns } from "../analytics/event-columns.ts";
import { openColumns, packColumns } from "./columns.ts";
import { concatBytes } from "./line-bytes.ts";
import type { LogShelf, SealedBlock, ShelfTransaction } from "./log-shelf.ts";
import { firstKeptLine, type LogState } from "./log-state.ts";
import type { LogTail, TailPiece } from "./log-tail.ts";

const file = "tts_structured.jsonl";

/** Columns of consecutive events of the structured file: one sealed block, or the whole tail. */
export interface ColumnSegment {
  firstPosition: number;
  /** False for the tail: its content grows. */
  sealed: boolean;
  packed: Uint8Array;
  columns: EventColumns;
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

/** Takes snapshots of one log; remembers packed columns (about 16 bytes an event) between them. */
export interface SnapshotTaker {
  /** Blocks stay readable although rotation deletes them meanwhile. */
  take(): Promise<Snapshot<LogSegment>>;
  /** The same without the lines: handles of a hundred blocks cost more than all their columns. */
  takeColumns(): Promise<Snapshot<ColumnSegment>>;
}

export function createSnapshotTaker(shelf: LogShelf, tail: LogTail): SnapshotTaker {
  let remembered: { epoch: string; columns: Map<number, Uint8Array> } = { epoch: "", columns: new Map() };

  /** Columns of the kept blocks by position, oldest first; only those that are new are read. */
  async function sealedColumns(transaction: ShelfTransaction, state: LogState): Promise<[number, Uint8Array][]> {
    const first = firstKeptLine(state.files[file]);
    if (state.epoch !== remembered.epoch) remembered = { epoch: state.epoch, columns: new Map() };
    const { columns } = remembered;
    const added = await transaction.columnsFrom(Math.max(first, lastKey(columns) + 1));
    for (const packed of added) columns.set(openColumns(packed).firstPosition, packed);
    for (const position of columns.keys()) if (position < first) columns.delete(position);
    // Other snapshots may read at the same time, so the order of the map is no order.
    return [...columns].filter(([position]) => position < state.files[file].nextLine).sort(([a], [b]) => a - b);
  }

  async function unsealed(transaction: ShelfTransaction, state: LogState): Promise<TailPiece[]> {
    const first = firstKeptLine(state.files[file]);
    const pieces = await tail.piecesAt(transaction, state);
    return pieces.filter((piece) => piece.file === file && piece.firstLine >= first);
  }

  return {
    take: () =>
      shelf.read(async (transaction) => {
        const state = await transaction.readState();
        const [blocks, packed, pieces] = await Promise.all([
          transaction.blocksFrom(file, firstKeptLine(state.files[file])),
          sealedColumns(transaction, state),
          unsealed(transaction, state),
        ]);
        const columnsOf = new Map(packed);
        const segments = blocks.map((block) => blockSegment(block, columnsOf.get(block.firstLine)!));
        if (pieces.length > 0) segments.push(tailSegment(pieces));
        return { state, segments: segments.reverse() };
      }),
    takeColumns: () =>
      shelf.read(async (transaction) => {
        const state = await transaction.readState();
        const [packed, pieces] = await Promise.all([sealedColumns(transaction, state), unsealed(transaction, state)]);
        const segments = packed.map(([position, columns]) => columnSegment(position, columns, true));
        if (pieces.length > 0) segments.push(tailSegment(pieces));
        return { state, segments: segments.reverse() };
      }),
  };
}

function lastKey(columns: Map<number, unknown>): number {
  let last = -1;
  for (const key of columns.keys()) last = Math.max(last, key);
  return last;
}

function columnSegment(firstPosition: number, packed: Uint8Array, sealed: boolean): ColumnSegment {
  return { firstPosition, sealed, packed, columns: openColumns(packed) };
}

function blockSegment(block: SealedBlock, packed: Uint8Array): LogSegment {
  return {
    ...columnSegment(block.firstLine, packed, true),
    read: async (start = 0, end = block.sizeBytes) => new Uint8Array(await block.bytes.slice(start, end).arrayBuffer()),
  };
}

function tailSegment(pieces: TailPiece[]): LogSegment {
  const firstPosition = pieces[0]!.firstLine;
  const rows = pieces.flatMap((piece) => piece.columns);
  let joined: Uint8Array | undefined;
  return {
    ...columnSegment(firstPosition, packColumns(firstPosition, rows), false),
    read: async (start, end) => (joined ??= concatBytes(pieces.map((piece) => piece.bytes))).subarray(start, end),
  };
}
