import type { LogEvent } from "../../logging/log-event.ts";
import type { CommitLatency } from "../log-store.ts";

/** So many of the newest delays are looked at. */
const maxRemembered = 1_000;
/** Of a larger commit so many events stand for all, evenly taken. */
const maxPerCommit = 256;

/** Measures delays by the clock of the day, which page and worker share; one that is set back gives 0. */
export interface CommitLatencyMeter {
  /** @param nowMs when the events were committed, in milliseconds since the epoch */
  note(events: LogEvent[], nowMs: number): void;
  /** By nearest rank; 0 before the first event. */
  read(): CommitLatency;
}

export function createCommitLatencyMeter(): CommitLatencyMeter {
  const delaysMs: number[] = [];
  let next = 0;
  return {
    note(events, nowMs) {
      const step = Math.max(1, events.length / maxPerCommit);
      for (let at = 0; at < events.length; at += step) {
        const delayMs = nowMs - Date.parse(events[Math.floor(at)]!.timestamp);
        if (Number.isNaN(delayMs)) continue;
        delaysMs[next] = Math.max(0, delayMs);
        next = (next + 1) % maxRemembered;
      }
    },
    read() {
      const sorted = delaysMs.toSorted((a, b) => a - b);
      const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
      return { p50Ms: rank(0.5), p99Ms: rank(0.99) };
    },
  };
}
