import type { LogEvent } from "../../../logging/log-event.ts";
import { includeValue } from "../../../query/edit/edit-query.ts";

/** How far the neighbourhood of a row reaches on each side, in milliseconds. */
const aroundMs = 60_000;

/** What of a row its context is about. */
export type ContextKind = "ofRequest" | "ofSession" | "ofEvent" | "around";

/** All events around a row: what the address of them says. */
export interface RowContext {
  kind: ContextKind;
  changes: Record<string, string>;
}

/** The contexts of a line. Each lifts all conditions and the range, shows own calls, and has no end. */
export function rowContexts(event: LogEvent): RowContext[] {
  const timeMs = Date.parse(event.timestamp);
  const lifted = { q: "", from: "", to: "", last: "", sort: "", cols: "", view: "events", own: "1" };
  const only = (kind: ContextKind, path: string, value: string): RowContext => {
    return { kind, changes: { ...lifted, q: includeValue("", path, value) } };
  };
  return [
    ...(event.request_id === undefined ? [] : [only("ofRequest", "request_id", event.request_id)]),
    only("ofSession", "session_id", event.session_id),
    only("ofEvent", "event", event.event),
    ...(Number.isNaN(timeMs)
      ? []
      : [
          {
            kind: "around" as const,
            changes: { ...lifted, from: String(timeMs - aroundMs), to: String(timeMs + aroundMs + 1) },
          },
        ]),
  ];
}
