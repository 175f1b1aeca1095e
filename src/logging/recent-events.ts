import type { LogEvent, LogSink } from "./log-event.ts";

/** The last events of this page, at hand without asking the store. */
export interface RecentEvents extends LogSink {
  /** Oldest first. */
  all(): LogEvent[];
}

/**
 * A sink that keeps the last events in memory; the oldest give way.
 *
 * @param most events that are kept
 */
export function createRecentEvents(most = 200): RecentEvents {
  let events: LogEvent[] = [];
  return {
    append(event) {
      events.push(event);
      if (events.length >= 2 * most) events = events.slice(-most);
    },
    all: () => events.slice(-most),
  };
}
