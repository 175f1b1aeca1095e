import type { LogEvent } from "../../logging/log-event.ts";
import { fieldValues } from "../../query/field-values.ts";
import type { Scalar } from "../../query/query.ts";
import type { ExploreRow } from "../../store/explore.ts";

/** Rows are drawn often, and their events never change. */
const known = new WeakMap<LogEvent, ReadonlyMap<string, Scalar>>();

/** All fields of a line by their dotted paths, in its order; computed ones last. */
export function eventFields(event: LogEvent): ReadonlyMap<string, Scalar> {
  const fields = known.get(event) ?? fieldValues(event as unknown as Record<string, unknown>);
  known.set(event, fields);
  return fields;
}

/** The value of a field of a row; undefined where it has none. */
export function rowValue(row: ExploreRow, path: string): Scalar | undefined {
  return (path === "outcome" ? row.outcome : undefined) ?? eventFields(row.event).get(path);
}
