import { countCalls, type CallRollups, type TimeRange } from "../../analytics/call-rollups.ts";
import type { EventColumns } from "../../analytics/event-columns.ts";
import { createSegmentCache } from "./segment-cache.ts";
import { joinColumns, openColumns, packColumns } from "../columns/columns.ts";
import { joinBytes } from "../../basics/bytes.ts";
import { createSegmentLines } from "./segment-lines.ts";
import { createLineCache, type LineCache } from "./line-cache.ts";
import type { LogStorage, SealedSegment, StorageTransaction } from "../storage/log-storage.ts";
import { firstStoredLine, type LogState } from "../storage/log-state.ts";
import type { LogTail, TailSlice } from "../storage/log-tail.ts";
import { openRollups, type SegmentRollups } from "../columns/packed-rollups.ts";

const file = "tts_structured.jsonl";

/** The columns of a segment of the structured file, or of the whole unsealed tail. */
export interface ColumnSegment {
  firstPosition: number;
  /** False for the tail, which still grows. */
  sealed: boolean;
  columns: EventColumns;
  /** The columns as one byte array. */
  packed(): Uint8Array;
}

/** A segment with its lines. */
export interface LogSegment extends ColumnSegment, LineSource {}

/** The lines of a segment of the structured file, or of the whole unsealed tail. */
export interface LineSource {
  firstPosition: number;
  /** Lines. */
  length: number;
  /** False for the tail, which still grows. */
  sealed: boolean;
  /** Reads the lines in UTF-8, from byte `start` to byte `end`. Default: all. */
  read(start?: number, end?: number): Promise<Uint8Array>;
}

/** The same, with its columns, and with the packed block of its fields; the tail has none of that. */
export interface PackedSource extends LineSource {
  packed?: Uint8Array;
  columns(): EventColumns;
}

/** Consistent view of the structured file at one moment, newest segment first. */
export interface Snapshot<Segment> {
  state: LogState;
  segments: Segment[];
}

/**
 * Takes snapshots of one log. Caches packed columns (less than a tenth of the lines) and rollups (about 2) between them, and the
 * lines for a minute after a search.
 */
export interface SnapshotTaker {
  /** A snapshot with lines. Its segments stay readable when rotation deletes them meanwhile. */
  take(): Promise<Snapshot<LogSegment>>;
  /** Oldest first, without Blobs: those of a segment are got when its lines are read, which fails when they are gone. */
  takeLines(): Promise<Snapshot<PackedSource>>;
  /** A snapshot without lines: the Blobs of a hundred segments cost more to get than all their columns. */
  takeColumns(): Promise<Snapshot<ColumnSegment>>;
  /** The rollups of a range, one for each segment: an eighth of the bytes of the columns. */
  takeRollups(range: TimeRange): Promise<CallRollups[]>;
}

/** Creates a snapshot taker with empty caches. */
export function createSnapshotTaker(storage: LogStorage, tail: LogTail): SnapshotTaker {
  const columns = createSegmentCache<Uint8Array>((packed) => openColumns(packed).firstPosition);
  const lines = createLineCache();
  const segmentLines = createSegmentLines(storage, lines);
  const rollups = createSegmentCache<SegmentRollups>(({ firstPosition }) => firstPosition);
  const columnsAt = (transaction: StorageTransaction, state: LogState) => columns.at(state, transaction.columnsFrom);
  const rollupsAt = (transaction: StorageTransaction, state: LogState) =>
    rollups.at(state, async (position) => (await transaction.rollupsFrom(position)).map(openRollups));

  async function unsealed(transaction: StorageTransaction, state: LogState): Promise<TailSlice[]> {
    const first = firstStoredLine(state.files[file]);
    const slices = await tail.slicesAt(transaction, state);
    return slices.filter((slice) => slice.file === file && slice.firstLine >= first);
  }

  return {
    take: () =>
      storage.read(async (transaction) => {
        const state = await transaction.readState();
        const [sealed, packed, slices] = await Promise.all([
          transaction.segmentsFrom(file, firstStoredLine(state.files[file])),
          columnsAt(transaction, state),
          unsealed(transaction, state),
        ]);
        const columnsAtLine = new Map(packed);
        const segments = sealed.map((segment) =>
          sealedSegment(state, segment, columnsAtLine.get(segment.firstLine)!, lines),
        );
        if (slices.length > 0) segments.push(tailSegment(slices));
        return { state, segments: segments.reverse() };
      }),
    takeLines: () =>
      storage.read(async (transaction) => {
        const state = await transaction.readState();
        const [sealed, slices] = await Promise.all([columnsAt(transaction, state), unsealed(transaction, state)]);
        segmentLines.dropBefore(firstStoredLine(state.files[file]));
        const segments = sealed.map(([firstPosition, packed]): PackedSource => ({
          firstPosition,
          length: openColumns(packed).length,
          sealed: true,
          packed,
          columns: () => openColumns(packed),
          read: segmentLines.readerOf(state, firstPosition),
        }));
        return { state, segments: slices.length > 0 ? [...segments, packedTail(slices)] : segments };
      }),
    takeColumns: () =>
      storage.read(async (transaction) => {
        const state = await transaction.readState();
        const [packed, slices] = await Promise.all([columnsAt(transaction, state), unsealed(transaction, state)]);
        const segments = packed.map(([position, columns]) => sealedColumns(position, columns));
        if (slices.length > 0) segments.push(tailSegment(slices));
        return { state, segments: segments.reverse() };
      }),
    takeRollups: (range) =>
      storage.read(async (transaction) => {
        const state = await transaction.readState();
        const [sealed, slices] = await Promise.all([rollupsAt(transaction, state), unsealed(transaction, state)]);
        const inRange = await Promise.all(sealed.map(([, rollups]) => rollupsInRange(rollups, range, transaction)));
        const unsealedRollups = slices.length > 0 ? [countCalls(tailSegment(slices).columns, range)] : [];
        return [...inRange.flat(), ...unsealedRollups];
      }),
  };
}

/** The rollups of the events in the range; reads columns where it begins or ends inside the segment, and where rollups are partial. */
async function rollupsInRange(
  { firstPosition, rollups, isPartial }: SegmentRollups,
  range: TimeRange,
  transaction: StorageTransaction,
): Promise<CallRollups[]> {
  const { fromMs = -Infinity, toMs = Infinity } = range;
  const isWhole = fromMs === -Infinity && toMs === Infinity;
  if (!isWhole && (rollups.lastMs < fromMs || rollups.firstMs >= toMs)) return [];
  const isInside = rollups.firstMs >= fromMs && rollups.lastMs < toMs && rollups.timeless === 0;
  if ((isWhole || isInside) && isPartial !== true) return [rollups];
  const packed = await transaction.columnsAt(firstPosition);
  return packed === undefined ? [] : [countCalls(openColumns(packed), range)];
}

function sealedColumns(firstPosition: number, packed: Uint8Array): ColumnSegment {
  return { firstPosition, sealed: true, columns: openColumns(packed), packed: () => packed };
}

function sealedSegment(state: LogState, segment: SealedSegment, packed: Uint8Array, lines: LineCache): LogSegment {
  return {
    ...sealedColumns(segment.firstLine, packed),
    length: segment.lines,
    read: (start = 0, end = segment.sizeBytes) => lines.read(state, segment, start, end),
  };
}

function packedTail(slices: TailSlice[]): PackedSource {
  return { ...tailLines(slices), columns: () => columnsOf(slices) };
}

function columnsOf(slices: TailSlice[]): EventColumns {
  return joinColumns(
    slices[0]!.firstLine,
    slices.map((slice) => slice.columns),
  );
}

function tailSegment(slices: TailSlice[]): LogSegment {
  const columns = columnsOf(slices);
  return { ...tailLines(slices), columns, packed: () => packColumns(columns) };
}

function tailLines(slices: TailSlice[]): LineSource {
  let joined: Uint8Array | undefined;
  return {
    firstPosition: slices[0]!.firstLine,
    length: slices.reduce((sum, slice) => sum + slice.lines, 0),
    sealed: false,
    read: async (start, end) => (joined ??= joinBytes(slices.map((slice) => slice.bytes))).subarray(start, end),
  };
}
