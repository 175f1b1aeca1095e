import type { CommitReport } from "../write/log-writer.ts";

/** How long the word about a commit may wait for the next one, in milliseconds. */
const maxAckDelayMs = 50;
/** Batches that are told of at once, so that a busy page never waits for room. */
const manyBatches = 64;
const manyEvents = 2_048;

/** What a page is told. */
export type AcknowledgedBatches = Omit<CommitReport, "stored">;

/** Tells the page what is acknowledged: not after every commit, because each message wakes its main thread. */
export interface AckCoalescer {
  report(commit: AcknowledgedBatches): void;
  /** Somebody waits for this batch: tell of it and of all before it at once. */
  flushNow(batch: number): void;
  /** Tells at once of what is acknowledged so far. */
  tellNow(): void;
}

/** @param tell gets several commits as one */
export function createAckCoalescer(tell: (acknowledged: AcknowledgedBatches) => void): AckCoalescer {
  let untold: AcknowledgedBatches | undefined;
  let batches = 0;
  let flushThrough = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tellNow(): void {
    clearTimeout(timer);
    timer = undefined;
    batches = 0;
    if (untold !== undefined) tell(untold);
    untold = undefined;
  }

  return {
    report(commit) {
      untold = untold === undefined ? commit : merge(untold, commit);
      batches++;
      const now =
        commit.batch <= flushThrough ||
        untold.losses.length > 0 ||
        untold.events >= manyEvents ||
        batches >= manyBatches;
      if (now) tellNow();
      else timer ??= setTimeout(tellNow, maxAckDelayMs);
    },
    tellNow,
    flushNow(batch) {
      flushThrough = Math.max(flushThrough, batch);
      tellNow();
    },
  };
}

function merge(earlier: AcknowledgedBatches, later: AcknowledgedBatches): AcknowledgedBatches {
  return {
    ...later,
    batch: Math.max(earlier.batch, later.batch),
    losses: [...earlier.losses, ...later.losses],
    workMs: earlier.workMs + later.workMs,
    events: earlier.events + later.events,
  };
}
