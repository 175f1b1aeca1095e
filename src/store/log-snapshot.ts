import type { EventColumns } from "../analytics/event-columns.ts";
import { openColumns, packColumns } from "./columns.ts";
import { concatBytes } from "./line-bytes.ts";
import type { LogShelf, SealedBlock } from "./log-shelf.ts";
import { firstKeptLine, type LogState } from "./log-state.ts";
import type { LogTail, TailPiece } from "./log-tail.ts";

const file = "tts_structured.jsonl";

/** Consecutive events of the structured file: one sealed block, or the whole tail. */
export interface LogSegment {
  firstPosition: number;
  /** False for the tail: its content grows. */
  sealed: boolean;
  packed: Uint8Array;
  columns: EventColumns;
  /** Lines in UTF-8, from byte `start` to byte `end`; all of them by default. */
  read(start?: number, end?: number): Promise<Uint8Array>;
}

/** The structured file at one moment. Blocks stay readable although rotation deletes them meanwhile. */
export interface LogSnapshot {
  state: LogState;
  /** Newest first. */
  segments: LogSegment[];
}

/** Takes snapshots of one log; remembers packed columns (15 bytes an event) between them. */
export interface SnapshotTaker {
  take(): Promise<LogSnapshot>;
}

export function createSnapshotTaker(shelf: LogShelf, tail: LogTail): SnapshotTaker {
  let remembered: { epoch: string; columns: Map<number, Uint8Array> } = { epoch: "", columns: new Map() };

  return {
    async take() {
      const { state, blocks, pieces } = await shelf.read(async (transaction) => {
        const current = await transaction.readState();
        const first = firstKeptLine(current.files[file]);
        if (current.epoch !== remembered.epoch) remembered = { epoch: current.epoch, columns: new Map() };
        const { columns } = remembered;
        const [found, unsealed, packed] = await Promise.all([
          transaction.blocksFrom(file, first),
          tail.piecesAt(transaction, current),
          transaction.columnsFrom(Math.max(first, lastKey(columns) + 1)),
        ]);
        for (const position of columns.keys()) if (position < first) columns.delete(position);
        for (const one of packed) columns.set(openColumns(one).firstPosition, one);
        return { state: current, blocks: found, pieces: unsealed };
      });
      const first = firstKeptLine(state.files[file]);
      const unsealed = pieces.filter((piece) => piece.file === file && piece.firstLine >= first);
      const sealed = blocks.map((block) => blockSegment(block, remembered.columns.get(block.firstLine)!)).reverse();
      return { state, segments: unsealed.length === 0 ? sealed : [tailSegment(unsealed), ...sealed] };
    },
  };
}

function lastKey(columns: Map<number, unknown>): number {
  let last = -1;
  for (const key of columns.keys()) last = Math.max(last, key);
  return last;
}

function blockSegment(block: SealedBlock, packed: Uint8Array): LogSegment {
  return {
    firstPosition: block.firstLine,
    sealed: true,
    packed,
    columns: openColumns(packed),
    read: async (start = 0, end = block.sizeBytes) => new Uint8Array(await block.bytes.slice(start, end).arrayBuffer()),
  };
}

function tailSegment(pieces: TailPiece[]): LogSegment {
  const firstPosition = pieces[0]!.firstLine;
  const rows = pieces.flatMap((piece) => piece.columns);
  const packed = packColumns(firstPosition, rows);
  let joined: Uint8Array | undefined;
  return {
    firstPosition,
    sealed: false,
    packed,
    columns: openColumns(packed),
    read: async (start, end) => (joined ??= concatBytes(pieces.map((piece) => piece.bytes))).subarray(start, end),
  };
}
