import type { LogEvent } from "../../logging/log-event.ts";
import type { CommitLatency } from "../log-store.ts";

/** Number of newest samples that the percentiles are computed from. */
const windowSize = 1_000;
/** Largest number of samples taken from one commit; from a larger one they are evenly spaced. */
const maxSamplesPerCommit = 256;

/** Measures commit latency by the wall clock, which page and worker share; 0 where the clock was set back. */
export interface CommitLatencyMeter {
  /** @param nowMs when the events were committed, in milliseconds since the epoch */
  record(events: LogEvent[], nowMs: number): void;
  /** By nearest rank; 0 before the first event. */
  read(): CommitLatency;
}

/** Creates a meter without samples. */
export function createCommitLatencyMeter(): CommitLatencyMeter {
  const delaysMs: number[] = [];
  let next = 0;
  return {
    record(events, nowMs) {
      const step = Math.max(1, events.length / maxSamplesPerCommit);
      for (let at = 0; at < events.length; at += step) {
        const delayMs = nowMs - Date.parse(events[Math.floor(at)]!.timestamp);
        if (Number.isNaN(delayMs)) continue;
        delaysMs[next] = Math.max(0, delayMs);
        next = (next + 1) % windowSize;
      }
    },
    read() {
      const sorted = delaysMs.toSorted((a, b) => a - b);
      const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
      return { p50Ms: rank(0.5), p99Ms: rank(0.99) };
    },
  };
}
