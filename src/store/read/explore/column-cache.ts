import type { Earlier, LogChunks } from "./log-chunks.ts";
import type { LogColumn } from "./log-column.ts";

/** Columns of a table that were asked for; those not used for the longest time are dropped beyond a size. */
export interface ColumnCache {
  /** @param make from the column of the log before it grew, where that is kept */
  column(path: string, make: (before?: Earlier<LogColumn>) => LogColumn | undefined): LogColumn | undefined;
  /** Whether the column of a field is kept. */
  has(path: string): boolean;
  numbers(path: string, make: (before?: Earlier<Float64Array>) => Float64Array): Float64Array;
  readonly entries: ReadonlyMap<string, CacheEntry>;
}

interface CacheEntry {
  value: LogColumn | Float64Array | undefined;
  bytes: number;
  /** The log that it is of; not its chunks, which would keep the lines of its tail. */
  of: Pick<LogChunks, "settledRows">;
}

/**
 * Keeps columns of a log.
 *
 * @param maxBytes what all columns may take together
 * @param earlier those of the log before it grew
 */
export function createColumnCache({ settledRows }: LogChunks, maxBytes: number, earlier?: ColumnCache): ColumnCache {
  const of = { settledRows };
  const entries = new Map(earlier?.entries);
  let total = 0;
  for (const { bytes } of entries.values()) total += bytes;

  function keep<Value extends CacheEntry["value"]>(
    key: string,
    make: (before?: Earlier<NonNullable<Value>>) => Value,
    bytesOf: (value: Value) => number,
  ): Value {
    const known = entries.get(key);
    entries.delete(key);
    if (known?.of === of) {
      entries.set(key, known);
      return known.value as Value;
    }
    const before = known?.value && { value: known.value as NonNullable<Value>, ...known.of };
    const value = make(before);
    const bytes = bytesOf(value);
    entries.set(key, { value, bytes, of });
    total += bytes - (known?.bytes ?? 0);
    for (const [oldest, { bytes }] of entries) {
      if (total <= maxBytes || oldest === key) break;
      entries.delete(oldest);
      total -= bytes;
    }
    return value;
  }

  return {
    column: (path, make) => keep(`column ${path}`, make, (column) => column?.codes.byteLength ?? 0),
    has: (path) => entries.has(`column ${path}`),
    numbers: (path, make) => keep(`numbers ${path}`, make, (numbers) => numbers.byteLength),
    entries,
  };
}
