import type { Scalar } from "../../../query/query.ts";
import type { ExploreRow } from "../../../store/explore.ts";
import { eventFields } from "../event-fields.ts";

/** One field of two rows; a value is undefined where the row has none. */
export interface ComparedField {
  path: string;
  first: Scalar | undefined;
  second: Scalar | undefined;
  differs: boolean;
}

/** All fields of two rows, in the order of the first, then of the second. */
export function compareRows(first: ExploreRow, second: ExploreRow): ComparedField[] {
  const [a, b] = [eventFields(first.event), eventFields(second.event)];
  return [...new Set([...a.keys(), ...b.keys()])].map((path) => {
    const [one, other] = [a.get(path), b.get(path)];
    return { path, first: one, second: other, differs: one !== other };
  });
}
