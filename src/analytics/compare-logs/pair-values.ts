import type { ByOperation } from "./compared-side.ts";
import type { BothSides, ValuesOfBoth } from "./find-value-differences.ts";

type Counts<Rows> = ReadonlyMap<string, Rows>;

/** The rows with each value of both sides. */
export function pairByOperation(left: Counts<ByOperation>, right: Counts<ByOperation>): Map<string, BothSides> {
  const none: ByOperation = new Map();
  const keys = new Set([...left.keys(), ...right.keys()]);
  return new Map([...keys].map((key) => [key, { left: left.get(key) ?? none, right: right.get(key) ?? none }]));
}

/**
 * The same of counts without operations, as those of one.
 *
 * @param wholes all rows of both sides. Default: those that have a value
 */
export function pairValues(
  left: Counts<number>,
  right: Counts<number>,
  wholes?: { left: number; right: number },
): ValuesOfBoth {
  const asOne = (counts: Counts<number>) => new Map([...counts].map(([key, count]) => [key, new Map([["", count]])]));
  const sum = (counts: Counts<number>) => [...counts.values()].reduce((all, count) => all + count, 0);
  const whole = (of: number): ByOperation => new Map([["", of]]);
  const all: BothSides = { left: whole(wholes?.left ?? sum(left)), right: whole(wholes?.right ?? sum(right)) };
  return { values: pairByOperation(asOne(left), asOne(right)), all };
}

/** All rows with a value, by operation. */
export function rowsWithValue(values: Counts<ByOperation>): ByOperation {
  const rows = new Map<string, number>();
  for (const counts of values.values())
    for (const [operation, count] of counts) rows.set(operation, (rows.get(operation) ?? 0) + count);
  return rows;
}
