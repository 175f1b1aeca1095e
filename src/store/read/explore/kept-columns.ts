import type { LogColumn } from "./log-column.ts";

/** Columns of a table that were asked for; those not used for the longest time are dropped beyond a size. */
export interface KeptColumns {
  column(path: string, make: () => LogColumn | undefined): LogColumn | undefined;
  numbers(path: string, make: () => Float64Array): Float64Array;
}

/** @param maxBytes what all columns may take together */
export function createKeptColumns(maxBytes: number): KeptColumns {
  const kept = new Map<string, { value: unknown; bytes: number }>();
  let total = 0;

  function keep<Value>(key: string, make: () => Value, bytesOf: (value: Value) => number): Value {
    const known = kept.get(key);
    if (known !== undefined) {
      kept.delete(key);
      kept.set(key, known);
      return known.value as Value;
    }
    const value = make();
    const bytes = bytesOf(value);
    kept.set(key, { value, bytes });
    total += bytes;
    for (const [oldest, { bytes }] of kept) {
      if (total <= maxBytes || oldest === key) break;
      kept.delete(oldest);
      total -= bytes;
    }
    return value;
  }

  return {
    column: (path, make) => keep(`column ${path}`, make, (column) => column?.codes.byteLength ?? 0),
    numbers: (path, make) => keep(`numbers ${path}`, make, (numbers) => numbers.byteLength),
  };
}
