import type { EventColumns } from "../../analytics/event-columns.ts";
import { openColumns, rowsOfColumns, shapeOf } from "../columns/columns.ts";
import type { LogState } from "../storage/log-state.ts";
import { packedOf, type StorageTransaction, type StoredColumns } from "../storage/log-storage.ts";
import { createSegmentCache } from "./segment-cache.ts";

/** The packed columns of a segment, or of several. */
export interface ColumnRecord {
  firstPosition: number;
  length: number;
  packed: Uint8Array;
  /** The segments, oldest first; rows count from the first one of the record. */
  segments: readonly { firstPosition: number; length: number; fromRow: number }[];
}

/** Reads stored columns, outside of a transaction. */
export async function openStored(stored: StoredColumns): Promise<ColumnRecord> {
  const packed = await packedOf(stored);
  const { firstPosition, length, segments: some } = shapeOf(packed);
  let fromRow = 0;
  const segments = some.map(({ lines }) => {
    const segment = { firstPosition: firstPosition + fromRow, length: lines, fromRow };
    fromRow += lines;
    return segment;
  });
  return { firstPosition, length, packed, segments };
}

/** The columns of one segment of a record. */
export function columnsOfSegment({ packed, segments }: ColumnRecord, firstPosition: number): EventColumns | undefined {
  const segment = segments.find((one) => one.firstPosition === firstPosition);
  if (segment === undefined) return undefined;
  return rowsOfColumns(openColumns(packed), segment.fromRow, segment.fromRow + segment.length);
}

/** Cache of all columns of a log. */
export interface ColumnRecords {
  /** Finds the columns of all sealed segments, oldest first; what it returns reads them when the transaction is over. */
  at(transaction: StorageTransaction, state: LogState): Promise<() => Promise<ColumnRecord[]>>;
}

/** Creates an empty cache. */
export function createColumnRecords(): ColumnRecords {
  const cache = createSegmentCache<CachedRecord>(({ position }) => position);
  return {
    async at(transaction, state) {
      const found = await cache.at(state, async (from) => (await transaction.columnsFrom(from)).map(cachedRecord));
      return async () => withoutRepeated(await Promise.all(found.map(([, { open }]) => open())));
    },
  };
}

interface CachedRecord {
  position: number;
  /** Once. */
  open: () => Promise<ColumnRecord>;
}

function cachedRecord(stored: StoredColumns): CachedRecord {
  let opening: Promise<ColumnRecord> | undefined;
  const open = () => {
    if (opening !== undefined) return opening;
    opening = openStored(stored);
    opening.catch(() => (opening = undefined));
    return opening;
  };
  return { position: stored.position, open };
}

/** Segments that were cached one by one may have been joined with later ones since. */
function withoutRepeated(records: ColumnRecord[]): ColumnRecord[] {
  let next = Infinity;
  const kept = records.toReversed().filter(({ firstPosition, length }) => {
    if (firstPosition + length > next) return false;
    next = firstPosition;
    return true;
  });
  return kept.reverse();
}
