import type { LogEvent, LogSink } from "./log-event.ts";

/** The last events of this page, in memory. */
export interface RecentEvents extends LogSink {
  /** Oldest first. */
  all(): LogEvent[];
}

/**
 * A sink that buffers the last events in memory and drops the oldest.
 *
 * @param capacity largest number of events that `all` returns
 */
export function createRecentEvents(capacity = 200): RecentEvents {
  let events: LogEvent[] = [];
  return {
    append(event) {
      events.push(event);
      if (events.length >= 2 * capacity) events = events.slice(-capacity);
    },
    all: () => events.slice(-capacity),
  };
}
