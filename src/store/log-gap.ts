import type { LogEvent } from "../logging/log-event.ts";

/** Why events were lost. */
export type LossReason = "queue_full" | "not_cloneable" | "too_long" | "quota" | "evicted" | "storage";

/** Events that were lost together. */
export interface Loss {
  reason: LossReason;
  count: number;
  /** Absent where only lines are known. */
  byLevel?: Record<string, number>;
  first?: EventOrigin;
  last?: EventOrigin;
  /** What the storage said. */
  problem?: string;
}

/** The place of a lost event in its session. */
export type EventOrigin = Pick<LogEvent, "timestamp" | "session_id" | "seq">;

const explanations: Record<LossReason, string> = {
  queue_full: "the disk was slower than the log",
  not_cloneable: "a value could not be handed to the worker",
  too_long: "the line was larger than its file may be",
  quota: "the browser's storage is full",
  evicted: "old lines gave way because the browser's storage is full",
  storage: "the storage failed",
};

/** The loss of these events, at least one. A lost gap event counts as the events it told of. */
export function lossOf(reason: LossReason, events: LogEvent[], problem?: string): Loss {
  const byLevel: Record<string, number> = {};
  let count = 0;
  for (const event of events) {
    const told = event.event === "system_log_gap" ? event.data?.["dropped"] : undefined;
    count += typeof told === "number" ? told : 1;
    byLevel[event.level] = (byLevel[event.level] ?? 0) + 1;
  }
  const [first, last] = [edge(events[0]!), edge(events.at(-1)!)];
  return { reason, count, byLevel, first, last, ...(problem !== undefined && { problem }) };
}

function edge({ timestamp, session_id, seq }: LogEvent): EventOrigin {
  return { timestamp, session_id, seq };
}

/** Two losses for the same reason, the earlier one first. */
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

/** The event that tells of a loss: one `system_log_gap` for each reason. `place` is used where the loss has none. */
export function gapEvent(loss: Loss, place: EventOrigin): LogEvent {
  const { reason, count, byLevel, first, last, problem } = loss;
  const { session_id, seq } = first ?? place;
  return {
    timestamp: place.timestamp,
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

/** Losses of this tab: counted for good, and kept until a gap event has told of them. */
export interface LossCounter {
  readonly totals: Readonly<Record<string, number>>;
  note(loss: Loss): void;
  /** Takes one loss that was not told of yet. */
  take(): Loss | undefined;
}

export function createLossCounter(): LossCounter {
  const totals: Record<string, number> = {};
  const untold = new Map<LossReason, Loss>();
  return {
    totals,
    note(loss) {
      totals[loss.reason] = (totals[loss.reason] ?? 0) + loss.count;
      const before = untold.get(loss.reason);
      untold.set(loss.reason, before === undefined ? loss : mergeLosses(before, loss));
    },
    take() {
      const next = untold.values().next().value;
      if (next !== undefined) untold.delete(next.reason);
      return next;
    },
  };
}
