import type { BlockRollups, TimeRange } from "../../analytics/call-rollups.ts";
import { countCalls } from "../../analytics/count-calls.ts";
import type { EventColumns } from "../../analytics/event-columns.ts";
import { createSegmentCache } from "./segment-cache.ts";
import { joinColumns, openColumns, packColumns, shapeOf } from "../columns/columns.ts";
import { eventColumnsOf } from "../columns/event-columns-of.ts";
import { fieldBlockOf } from "../columns/open-field-block.ts";
import { joinBytes } from "../../basics/bytes.ts";
import { createSegmentLines, type SegmentReader } from "./segment-lines.ts";
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
  takeRollups(range: TimeRange): Promise<BlockRollups[]>;
}

/** Creates a snapshot taker with empty caches. */
export function createSnapshotTaker(storage: LogStorage, tail: LogTail): SnapshotTaker {
  const columns = createSegmentCache<Uint8Array>((packed) => shapeOf(packed).firstPosition);
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
          length: shapeOf(packed).length,
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
    async takeRollups(range) {
      const { found, tail } = await storage.read(async (transaction) => {
        const state = await transaction.readState();
        const [sealed, slices] = await Promise.all([rollupsAt(transaction, state), unsealed(transaction, state)]);
        const found = await Promise.all(
          sealed.map(async ([position, segment]) => ({
            segment,
            packed: needsColumns(segment, range) ? await transaction.columnsAt(position) : undefined,
            read: segmentLines.readerOf(state, position),
          })),
        );
        return { found, tail: slices.length > 0 ? [countCalls(tailSegment(slices).columns, range)] : [] };
      });
      const sealed = await Promise.all(found.map((segment) => rollupsInRange(segment, range)));
      return [...sealed.flat(), ...tail];
    },
  };
}

function needsColumns({ rollups, isPartial }: SegmentRollups, range: TimeRange): boolean {
  const share = shareOf(rollups, range);
  return share === "some" || (share === "all" && isPartial === true);
}

/** The rollups of the events in the range; counts columns where it begins or ends inside the segment, and where rollups are partial. */
async function rollupsInRange(
  { segment, packed, read }: { segment: SegmentRollups; packed: Uint8Array | undefined; read: SegmentReader },
  range: TimeRange,
): Promise<BlockRollups[]> {
  const share = shareOf(segment.rollups, range);
  if (share === "none") return [];
  if (share === "all" && segment.isPartial !== true) return [segment.rollups];
  if (packed === undefined) return [];
  const columns = await completeColumns(packed, read);
  if (share === "some") return [countCalls(columns, range)];
  // Kept in the cache, so that a segment of an earlier version is counted once.
  Object.assign(segment, { rollups: countCalls(columns), isPartial: false });
  return [segment.rollups];
}

/** The columns of a segment; of one that an earlier version sealed without all of them, from its lines. */
async function completeColumns(packed: Uint8Array, read: SegmentReader): Promise<EventColumns> {
  const columns = openColumns(packed);
  return columns.initiator ? columns : eventColumnsOf(fieldBlockOf(await read(), columns.firstPosition));
}

/** How many of the events of a segment are in a range. */
function shareOf(
  { others, own = others }: BlockRollups,
  { fromMs = -Infinity, toMs = Infinity }: TimeRange,
): "none" | "some" | "all" {
  if (fromMs === -Infinity && toMs === Infinity) return "all";
  const firstMs = Math.min(others.firstMs, own.firstMs);
  const lastMs = Math.max(others.lastMs, own.lastMs);
  if (lastMs < fromMs || firstMs >= toMs) return "none";
  return firstMs >= fromMs && lastMs < toMs && others.timeless + own.timeless === 0 ? "all" : "some";
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
