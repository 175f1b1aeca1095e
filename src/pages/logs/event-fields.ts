import type { LogEvent } from "../../logging/log-event.ts";
import { listedValues } from "../../query/match/field-values.ts";
import { messagePattern, patternPath } from "../../query/messages/message-pattern.ts";
import type { Scalar } from "../../query/query.ts";
import type { ExploreRow } from "../../store/explore.ts";

/** Rows are drawn often, and their events never change. */
const known = new WeakMap<LogEvent, ReadonlyMap<string, Scalar>>();

/** All fields of a line by their dotted paths, in its order; computed ones last, but for the pattern, which says less than the message. */
export function eventFields(event: LogEvent): ReadonlyMap<string, Scalar> {
  const fields = known.get(event) ?? listedValues(event as unknown as Record<string, unknown>);
  known.set(event, fields);
  return fields;
}

/** The value of a field of a row; undefined where it has none. */
export function rowValue(row: ExploreRow, path: string): Scalar | undefined {
  if (path === patternPath) return messagePattern({ ...row.event });
  return (path === "outcome" ? row.outcome : undefined) ?? eventFields(row.event).get(path);
}
