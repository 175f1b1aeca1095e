import type { LogEvent } from "../../logging/log-event.ts";
import { isMinor } from "../event-priority.ts";

/** Bounded queue of events for the worker, oldest first. When it is full, the least important event is dropped. */
export interface AppendQueue {
  readonly length: number;
  push(event: LogEvent): void;
  /** Removes and returns up to `count` of the oldest events. */
  take(count: number): LogEvent[];
}

/**
 * Creates an empty queue. When full, it drops the oldest DEBUG or INFO event, or the oldest of all when there is none.
 *
 * @param onDrop called for every dropped event
 */
export function createAppendQueue(maxEvents: number, onDrop: (event: LogEvent) => void): AppendQueue {
  let events: LogEvent[] = [];
  // No DEBUG or INFO event stands before this index, so that a long series of errors is not scanned at every push.
  let firstMinor = 0;
  return {
    get length() {
      return events.length;
    },
    push(event) {
      events.push(event);
      if (events.length <= maxEvents) return;
      while (firstMinor < events.length && !isMinor(events[firstMinor]!)) firstMinor++;
      if (firstMinor === events.length) firstMinor = 0;
      onDrop(events.splice(firstMinor, 1)[0]!);
    },
    take(count) {
      const taken = events.slice(0, count);
      events = events.slice(count);
      firstMinor = Math.max(0, firstMinor - taken.length);
      return taken;
    },
  };
}
