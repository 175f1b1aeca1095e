import type { BlockRollups, TimeRange } from "../../analytics/call-rollups.ts";
import { countCalls } from "../../analytics/count-calls.ts";
import { cutRollups, isCuttable, spanOf } from "../../analytics/cut-rollups.ts";
import type { EventColumns } from "../../analytics/event-columns.ts";
import { createSegmentCache } from "./segment-cache.ts";
import { columnsOfSegment, createColumnRecords, openStored, type ColumnRecord } from "./column-records.ts";
import { openColumns, packColumns } from "../columns/columns.ts";
import { joinColumns } from "../columns/join-columns.ts";
import { eventColumnsOf } from "../columns/event-columns-of.ts";
import { fieldBlockOf } from "../columns/open-field-block.ts";
import { joinBytes } from "../../basics/bytes.ts";
import { createSegmentLines, type SegmentReader } from "./segment-lines.ts";
import { createLineCache, type LineCache } from "./line-cache.ts";
import {
  isTallyOf,
  type LogStorage,
  type LogTally,
  type SealedSegment,
  type StorageTransaction,
  type StoredColumns,
} from "../storage/log-storage.ts";
import { firstStoredLine, type LogState } from "../storage/log-state.ts";
import type { LogTail, TailSlice } from "../storage/log-tail.ts";
import { openRollups, type SegmentRollups } from "../columns/packed-rollups.ts";

const file = "tts_structured.jsonl";

/** The columns of some segments of the structured file, or of the whole unsealed tail. */
export interface ColumnSegment {
  columns: EventColumns;
  /** The columns as one byte array. */
  packed(): Uint8Array;
}

/** A segment with its lines. */
export interface LogSegment extends LineSource {
  columns: EventColumns;
}

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
  /** Row of the block that is the first line: the same block may have the rows of several segments. */
  fromRow: number;
  columns(): EventColumns;
}

/** Consistent view of the structured file at one moment, newest segment first. */
export interface Snapshot<Segment> {
  state: LogState;
  segments: Segment[];
}

/** The rollups of a segment, or of one commit of the tail, as far as they are in a range. */
export interface RollupPart {
  firstPosition: number;
  rollups: BlockRollups;
}

/** The rollups of a range at one moment. */
export interface RollupSnapshot {
  epoch: string;
  /** Position of the first event of the log, and of the next one that will be written. */
  firstPosition: number;
  nextPosition: number;
  /** Time of the first and last event of the log, in the range or not; Infinity and -Infinity where no event has one. */
  firstMs: number;
  lastMs: number;
  /** Where parts begin, in the range or not, and `nextPosition`: ascending. */
  starts: number[];
  parts: RollupPart[];
  /** What the log before the parts counts to. */
  tally?: LogTally | undefined;
}

/**
 * Takes snapshots of one log. Caches packed columns (less than a tenth of the lines) and rollups (about 2) between them, and the
 * lines for a minute after a search.
 */
export interface SnapshotTaker {
  /** A snapshot with lines. Its segments stay readable when rotation deletes them meanwhile. */
  take(): Promise<Snapshot<LogSegment>>;
  /**
   * Oldest first, without Blobs: those of a segment are got when its lines are read, which fails when they are gone.
   *
   * @param meanwhile what is to be done with the tail while the columns of the others are read
   */
  takeLines(meanwhile?: (tail: PackedSource, epoch: string) => Promise<void>): Promise<Snapshot<PackedSource>>;
  /** A snapshot without lines: the Blobs of a hundred segments cost more to get than all their columns. */
  takeColumns(): Promise<Snapshot<ColumnSegment>>;
  /**
   * The rollups of a range, oldest first: an eighth of the bytes of the columns.
   *
   * @param of `calls`: their runs alone have to be those of the range; then most ranges of whole minutes need no columns
   * @param takesTally whether what the first parts count to may come in their place; only of the whole log
   * @param meanwhile what is to be done with the sealed parts while the tail is read; not called where columns are needed
   */
  takeRollups(
    range: TimeRange,
    of?: "events" | "calls",
    takesTally?: boolean,
    meanwhile?: (sealed: Omit<RollupSnapshot, "nextPosition" | "starts">) => void,
  ): Promise<RollupSnapshot>;
}

/** Creates a snapshot taker with empty caches. */
export function createSnapshotTaker(storage: LogStorage, tail: LogTail): SnapshotTaker {
  const columns = createColumnRecords();
  const lines = createLineCache();
  const segmentLines = createSegmentLines(storage, lines);
  const rollups = createSegmentCache<SegmentRollups>(({ firstPosition }) => firstPosition);
  const rollupsAt = (transaction: StorageTransaction, state: LogState) =>
    rollups.at(state, async (position) => (await transaction.rollupsFrom(position)).map(openRollups));

  async function unsealed(transaction: StorageTransaction, state: LogState): Promise<TailSlice[]> {
    const first = firstStoredLine(state.files[file]);
    const slices = await tail.slicesAt(transaction, state);
    return slices.filter((slice) => slice.file === file && slice.firstLine >= first);
  }

  const readColumns = () =>
    storage.read(async (transaction) => {
      const state = await transaction.readState();
      const [open, slices] = await Promise.all([columns.at(transaction, state), unsealed(transaction, state)]);
      return { state, open, slices };
    });

  return {
    async take() {
      const { state, sealed, open, slices } = await storage.read(async (transaction) => {
        const state = await transaction.readState();
        const [sealed, open, slices] = await Promise.all([
          transaction.segmentsFrom(file, firstStoredLine(state.files[file])),
          columns.at(transaction, state),
          unsealed(transaction, state),
        ]);
        return { state, sealed, open, slices };
      });
      const columnsAtLine = new Map<number, EventColumns>();
      for (const record of await open())
        for (const { firstPosition } of record.segments)
          columnsAtLine.set(firstPosition, columnsOfSegment(record, firstPosition)!);
      const segments = sealed.map((segment) =>
        sealedSegment(state, segment, columnsAtLine.get(segment.firstLine)!, lines),
      );
      if (slices.length > 0) segments.push({ ...tailLines(slices), columns: columnsOf(slices) });
      return { state, segments: segments.reverse() };
    },
    async takeLines(meanwhile) {
      const { state, open, slices } = await readColumns();
      segmentLines.dropBefore(firstStoredLine(state.files[file]));
      const tail = slices.length > 0 ? [packedTail(slices)] : [];
      const [records] = await Promise.all([open(), ...tail.map((source) => meanwhile?.(source, state.epoch))]);
      const segments = records.flatMap((record) =>
        record.segments.map((segment): PackedSource => ({
          ...segment,
          sealed: true,
          packed: record.packed,
          columns: () => columnsOfSegment(record, segment.firstPosition)!,
          read: segmentLines.readerOf(state, segment.firstPosition),
        })),
      );
      return { state, segments: [...segments, ...tail] };
    },
    async takeColumns() {
      const { state, open, slices } = await readColumns();
      const segments = (await open()).map(({ packed }): ColumnSegment => ({
        columns: openColumns(packed),
        packed: () => packed,
      }));
      if (slices.length > 0) segments.push(tailColumns(slices));
      return { state, segments: segments.reverse() };
    },
    async takeRollups(range, of = "events", takesTally = false, meanwhile) {
      const { state, tally, sealed, found, tail } = await storage.read(async (transaction) => {
        const readingState = transaction.readState();
        const readingTally = takesTally ? transaction.readTally() : undefined;
        const state = await readingState;
        const readingTail = unsealed(transaction, state);
        const stored = await readingTally;
        const tally = isTallyOf(state, stored) ? stored : undefined;
        const sealed =
          tally === undefined
            ? (await rollupsAt(transaction, state)).map(([, segment]) => segment)
            : (await transaction.rollupsFrom(tally.nextPosition)).map(openRollups);
        const needing = sealed.filter((segment) => needsColumns(segment, range, of));
        const reading = Promise.all(
          needing.map(async (segment) => ({
            segment,
            stored: await transaction.columnsAt(segment.firstPosition),
            read: segmentLines.readerOf(state, segment.firstPosition),
          })),
        );
        const { epoch } = state;
        const firstPosition = firstStoredLine(state.files[file]);
        if (needing.length === 0) meanwhile?.({ epoch, firstPosition, tally, ...partsOf(sealed, range, of, tally) });
        const [found, slices] = await Promise.all([reading, readingTail]);
        return { state, tally, sealed, found, tail: slices.map(tailRollups) };
      });
      const open = openOnce();
      const counted = new Map<SegmentRollups, BlockRollups | undefined>();
      await Promise.all(found.map(async (one) => void counted.set(one.segment, await countColumns(one, range, open))));
      const { epoch, files } = state;
      const { nextLine: nextPosition } = files[file];
      const all = [...sealed, ...tail];
      const starts = [...all.map(({ firstPosition }) => firstPosition), nextPosition];
      const firstPosition = firstStoredLine(files[file]);
      const parts = partsOf(all, range, of, tally, counted);
      return { epoch, firstPosition, nextPosition, starts, tally, ...parts };
    },
  };
}

/** What of some segments is in a range, and the times of all of them and of a tally. */
function partsOf(
  segments: (SegmentRollups | TailRollups)[],
  range: TimeRange,
  of: "events" | "calls",
  tally: LogTally | undefined,
  counted: ReadonlyMap<SegmentRollups, BlockRollups | undefined> = new Map(),
): Pick<RollupSnapshot, "parts" | "firstMs" | "lastMs"> {
  const parts: RollupPart[] = [];
  let { firstMs, lastMs } = tally ?? { firstMs: Infinity, lastMs: -Infinity };
  for (const segment of segments) {
    const rollups = counted.has(segment) ? counted.get(segment) : partOf(segment, range, of);
    if (rollups !== undefined) parts.push({ firstPosition: segment.firstPosition, rollups });
    const [first, last] = spanOf(segment.rollups);
    if (first < firstMs) firstMs = first;
    if (last > lastMs) lastMs = last;
  }
  return { parts, firstMs, lastMs };
}

/** The rollups of a slice of the tail, and its columns. */
interface TailRollups extends SegmentRollups {
  columns: EventColumns;
}

const rollupsOfSlices = new WeakMap<TailSlice, TailRollups>();

/** Counted once: a slice never changes. */
function tailRollups(slice: TailSlice): TailRollups {
  let found = rollupsOfSlices.get(slice);
  if (found === undefined) {
    const { firstLine: firstPosition, columns } = slice;
    found = { firstPosition, columns, rollups: countCalls(columns) };
    rollupsOfSlices.set(slice, found);
  }
  return found;
}

/** Whether the rollups of a segment do not tell what of it is in a range. */
function needsColumns({ rollups, isPartial }: SegmentRollups, range: TimeRange, of: "events" | "calls"): boolean {
  const share = shareOf(rollups, range);
  if (share === "some") return of === "events" || isPartial === true || !isCuttable(rollups, range);
  return share === "all" && isPartial === true;
}

/** What of some rollups is in a range, without their columns. */
function partOf(
  segment: SegmentRollups | TailRollups,
  range: TimeRange,
  of: "events" | "calls",
): BlockRollups | undefined {
  const { rollups } = segment;
  const share = shareOf(rollups, range);
  if (share === "none") return undefined;
  if (share === "all") return rollups;
  if (of === "calls" && isCuttable(rollups, range)) return cutRollups(rollups, range);
  return "columns" in segment ? countCalls(segment.columns, range) : undefined;
}

/** Counts what of a segment is in a range; undefined where its columns are gone. */
async function countColumns(
  { segment, stored, read }: { segment: SegmentRollups; stored: StoredColumns | undefined; read: SegmentReader },
  range: TimeRange,
  open: typeof openStored,
): Promise<BlockRollups | undefined> {
  const { firstPosition } = segment;
  const found = stored && columnsOfSegment(await open(stored), firstPosition);
  if (found === undefined) return undefined;
  // An earlier version sealed it without all columns.
  const columns = found.initiator ? found : eventColumnsOf(fieldBlockOf(await read(), firstPosition));
  // Kept in the cache, so that a segment of an earlier version is counted once.
  if (segment.isPartial === true) Object.assign(segment, { rollups: countCalls(columns), isPartial: false });
  return shareOf(segment.rollups, range) === "all" ? segment.rollups : countCalls(columns, range);
}

/** Several segments may have their columns in the same record. */
function openOnce(): typeof openStored {
  const opened = new Map<number, Promise<ColumnRecord>>();
  return (stored) => {
    const record = opened.get(stored.position) ?? openStored(stored);
    opened.set(stored.position, record);
    return record;
  };
}

/** How many of the events of a segment are in a range. */
function shareOf(rollups: BlockRollups, { fromMs = -Infinity, toMs = Infinity }: TimeRange): "none" | "some" | "all" {
  if (fromMs === -Infinity && toMs === Infinity) return "all";
  const [firstMs, lastMs] = spanOf(rollups);
  if (lastMs < fromMs || firstMs >= toMs) return "none";
  const timeless = rollups.others.timeless + (rollups.own?.timeless ?? 0);
  return firstMs >= fromMs && lastMs < toMs && timeless === 0 ? "all" : "some";
}

function sealedSegment(state: LogState, segment: SealedSegment, columns: EventColumns, lines: LineCache): LogSegment {
  return {
    firstPosition: segment.firstLine,
    sealed: true,
    columns,
    length: segment.lines,
    read: (start = 0, end = segment.sizeBytes) => lines.read(state, segment, start, end),
  };
}

function packedTail(slices: TailSlice[]): PackedSource {
  return { ...tailLines(slices), fromRow: 0, columns: () => columnsOf(slices) };
}

function columnsOf(slices: TailSlice[]): EventColumns {
  return joinColumns(
    slices[0]!.firstLine,
    slices.map((slice) => slice.columns),
  );
}

function tailColumns(slices: TailSlice[]): ColumnSegment {
  const columns = columnsOf(slices);
  return { columns, packed: () => packColumns(columns) };
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
