import type { LogEvent } from "./log-event.ts";

/** Why events were lost. */
export type LossReason =
  | "queue_full"
  | "not_cloneable"
  | "too_long"
  | "quota"
  | "evicted"
  | "storage"
  | "not_loggable"
  | "invalid_time"
  | "worker_hung"
  | "memory_lost"
  | "page_left";

/** Events that were lost together, for one reason. */
export interface Loss {
  reason: LossReason;
  count: number;
  /** Lost events by level; absent where only lines were counted. */
  byLevel?: Record<string, number>;
  first?: EventOrigin;
  last?: EventOrigin;
  /** Error text of the storage. */
  problem?: string;
}

/** Time, session and number in the session of an event. */
export type EventOrigin = Pick<LogEvent, "timestamp" | "session_id" | "seq">;

const explanations: Record<LossReason, string> = {
  queue_full: "the disk was slower than the log",
  not_cloneable: "a value could not be handed to the worker",
  too_long: "the line was larger than its file may be",
  quota: "the browser's storage is full",
  evicted: "old lines gave way because the browser's storage is full",
  storage: "the storage failed",
  not_loggable: "a value could not be read",
  worker_hung: "the log hung at them three times",
  memory_lost: "they were in memory only, and the log had to start again",
  page_left: "the page was left before they were stored, and they were too long to be kept until the next one",
  invalid_time: "the clock gave no valid time",
};

/** Describes the loss of some events, at least one. A lost gap event counts as all the events that it reported. */
export function lossOf(reason: LossReason, events: LogEvent[], problem?: string): Loss {
  const byLevel: Record<string, number> = {};
  let count = 0;
  for (const event of events) {
    const dropped = event.event === "system_log_gap" ? event.data?.["dropped"] : undefined;
    count += typeof dropped === "number" ? dropped : 1;
    byLevel[event.level] = (byLevel[event.level] ?? 0) + 1;
  }
  const [first, last] = [originOf(events[0]!), originOf(events.at(-1)!)];
  return { reason, count, byLevel, first, last, ...(problem !== undefined && { problem }) };
}

function originOf({ timestamp, session_id, seq }: LogEvent): EventOrigin {
  return { timestamp, session_id, seq };
}

/** Adds up two losses for the same reason, the earlier one first. */
export function mergeLosses(earlier: Loss, later: Loss): Loss {
  const byLevel = { ...earlier.byLevel };
  for (const [level, count] of Object.entries(later.byLevel ?? {})) byLevel[level] = (byLevel[level] ?? 0) + count;
  return {
    ...earlier,
    ...later,
    ...(earlier.first && { first: earlier.first }),
    byLevel,
    count: earlier.count + later.count,
  };
}

/** Creates the `system_log_gap` event that reports a loss. `origin` gives its time, and its session where the loss has none. */
export function gapEvent(loss: Loss, origin: EventOrigin): LogEvent {
  const { reason, count, byLevel, first, last, problem } = loss;
  const { session_id, seq } = first ?? origin;
  return {
    timestamp: origin.timestamp,
    level: "WARNING",
    event: "system_log_gap",
    service: "System",
    message: `${String(count)} log event${count === 1 ? "" : "s"} lost: ${explanations[reason]}`,
    session_id,
    seq,
    data: {
      reason,
      dropped: count,
      ...(byLevel && { by_level: byLevel }),
      ...(first && { first_timestamp: first.timestamp, first_seq: first.seq }),
      ...(last && { last_timestamp: last.timestamp, last_seq: last.seq }),
      ...(problem !== undefined && { problem }),
    },
  };
}

/** Creates the event that says that a hanging worker was replaced. @param resent events that the next worker gets again */
export function workerReplacedEvent(resent: number, origin: EventOrigin): LogEvent {
  return {
    ...origin,
    level: "WARNING",
    event: "system_log_worker_replaced",
    service: "System",
    message: "The log did not answer for five seconds and was started again",
    data: { resent },
  };
}

/** Counts the losses of this tab: totals since it opened, and what no gap event has reported yet. */
export interface LossCounter {
  readonly totals: Readonly<Record<string, number>>;
  note(loss: Loss): void;
  /** Removes and returns one unreported loss. */
  take(): Loss | undefined;
}

export function createLossCounter(): LossCounter {
  const totals: Record<string, number> = {};
  const unreported = new Map<LossReason, Loss>();
  return {
    totals,
    note(loss) {
      totals[loss.reason] = (totals[loss.reason] ?? 0) + loss.count;
      const before = unreported.get(loss.reason);
      unreported.set(loss.reason, before === undefined ? loss : mergeLosses(before, loss));
    },
    take() {
      const next = unreported.values().next().value;
      if (next !== undefined) unreported.delete(next.reason);
      return next;
    },
  };
}
