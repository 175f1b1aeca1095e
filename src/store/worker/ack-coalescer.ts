import type { CommitReport } from "../write/log-writer.ts";

/** Longest delay of an acknowledgement, so that several commits share one message, in milliseconds. */
const maxAckDelayMs = 50;
/** Batches and events that are acknowledged without delay, so that a busy page never reaches its limit of unacknowledged events. */
const maxPendingBatches = 64;
const maxPendingEvents = 2_048;

/** Content of an acknowledgement to the page. */
export type AcknowledgedBatches = Omit<CommitReport, "stored">;

/** Joins the acknowledgements of several commits into one message, because each message wakes the main thread of the page. */
export interface AckCoalescer {
  /** Adds a commit. It is acknowledged at once when it lost events or the page waits for it, else within 50 ms. */
  report(commit: AcknowledgedBatches): void;
  /** The page waits for this batch: acknowledges it, and all before it, without delay. */
  flushNow(batch: number): void;
  /** Sends the pending acknowledgement, if there is one. */
  sendNow(): void;
}

/** @param send called with the sum of one or more commits */
export function createAckCoalescer(send: (acknowledged: AcknowledgedBatches) => void): AckCoalescer {
  let pending: AcknowledgedBatches | undefined;
  let batches = 0;
  let flushThrough = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function sendNow(): void {
    clearTimeout(timer);
    timer = undefined;
    batches = 0;
    if (pending !== undefined) send(pending);
    pending = undefined;
  }

  return {
    report(commit) {
      pending = pending === undefined ? commit : merge(pending, commit);
      batches++;
      const now =
        commit.batch <= flushThrough ||
        pending.losses.length > 0 ||
        pending.events >= maxPendingEvents ||
        batches >= maxPendingBatches;
      if (now) sendNow();
      else timer ??= setTimeout(sendNow, maxAckDelayMs);
    },
    sendNow,
    flushNow(batch) {
      flushThrough = Math.max(flushThrough, batch);
      sendNow();
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
