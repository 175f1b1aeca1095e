import type { LogEvent } from "../../src/logging/log-event.ts";
import type { Scalar } from "../../src/query/query.ts";
import type { PlainRow } from "./count-rows.ts";

/** A call with the fields of its start and its end, those of the end first; `timestamp` is that of its start, in milliseconds. */
export function plainCalls(events: Iterable<LogEvent>): PlainRow[] {
  const calls = new Map<string, PlainRow>();
  for (const event of events) {
    if (event.request_id === undefined || event.initiator === "console") continue;
    const row = calls.get(event.request_id) ?? { timestamp: Date.parse(event.timestamp) };
    calls.set(event.request_id, row);
    flatten(event, "", row);
  }
  return [...calls.values()];
}

function flatten(value: object, before: string, row: PlainRow): void {
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
    const path = before + key;
    if (path === "timestamp") continue;
    if (Array.isArray(inner)) row[path] = JSON.stringify(inner);
    else if (typeof inner === "object" && inner !== null) flatten(inner, `${path}.`, row);
    else row[path] = inner as Scalar;
  }
}
