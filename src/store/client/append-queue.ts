import type { LogEvent } from "../../logging/log-event.ts";
import { isMinor } from "../event-priority.ts";

/** Events that wait for the worker, oldest first. When it is full the least important one goes, and is counted. */
export interface AppendQueue {
  readonly length: number;
  push(event: LogEvent): void;
  /** Takes up to `count` of the oldest events. */
  take(count: number): LogEvent[];
}

/**
 * A queue of bounded length.
 *
 * A full queue drops the oldest DEBUG or INFO event; when there is none, the oldest of all.
 *
 * @param onDrop called for every event that goes
 */
export function createAppendQueue(maxEvents: number, onDrop: (event: LogEvent) => void): AppendQueue {
  let events: LogEvent[] = [];
  // Before this index there is no DEBUG or INFO event, so a long run of errors is not searched again at every push.
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
