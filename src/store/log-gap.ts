import type { LogEvent } from "../logging/log-event.ts";

/** Events that were lost since the last gap event, and why. */
export interface LossCounter {
  /** All losses of this tab by reason. */
  readonly totals: Readonly<Record<string, number>>;
  /** @param problem what the storage said */
  note(reason: string, events: LogEvent[], problem?: string): void;
  /** A `system_log_gap` event that tells of the losses since the last one; undefined when there were none. */
  takeGap(nowMs: number): LogEvent | undefined;
}

const explanations: Record<string, string> = {
  queue_full: "the disk was slower than the log",
  quota: "the browser's storage is full",
  storage: "the storage failed",
  too_long: "a line was larger than its file may be",
  not_cloneable: "a value could not be handed to the worker",
};

interface OpenGap {
  count: number;
  byLevel: Record<string, number>;
  first: LogEvent;
  last: LogEvent;
  problem: string | undefined;
}

/** Counts losses and tells of them in events of the log itself, one for each reason. */
export function createLossCounter(): LossCounter {
  const totals: Record<string, number> = {};
  const open = new Map<string, OpenGap>();
  return {
    totals,
    note(reason, events, problem) {
      if (events.length === 0) return;
      totals[reason] = (totals[reason] ?? 0) + events.length;
      const gap = open.get(reason) ?? { count: 0, byLevel: {}, first: events[0]!, last: events[0]!, problem };
      gap.count += events.length;
      gap.last = events.at(-1)!;
      for (const { level } of events) gap.byLevel[level] = (gap.byLevel[level] ?? 0) + 1;
      open.set(reason, gap);
    },
    takeGap(nowMs) {
      const next = open.entries().next().value;
      if (next === undefined) return undefined;
      const [reason, { count, byLevel, first, last, problem }] = next;
      open.delete(reason);
      return {
        timestamp: new Date(nowMs).toISOString(),
        level: "WARNING",
        event: "system_log_gap",
        service: "System",
        message: `${count} log event${count === 1 ? "" : "s"} lost: ${explanations[reason] ?? reason}`,
        session_id: first.session_id,
        seq: first.seq,
        data: {
          reason,
          ...(problem !== undefined && { problem }),
          dropped: count,
          by_level: byLevel,
          first_timestamp: first.timestamp,
          last_timestamp: last.timestamp,
          first_seq: first.seq,
          last_seq: last.seq,
        },
      };
    },
  };
}
