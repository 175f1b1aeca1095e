import type { ImportedEvent, LogEvent } from "../../../logging/log-event.ts";

/** The time of an event as its file writes it; of our own events the timestamp, which is UTC. */
export function writtenTime(event: LogEvent): string {
  return (event as ImportedEvent).timestamp_written ?? event.timestamp;
}
