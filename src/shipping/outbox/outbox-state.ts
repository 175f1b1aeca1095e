import type { Amount } from "./destination.ts";

/** Records that a receiver does not take, by its reason. */
export interface RefusedRecords {
  reason: string;
  records: number;
  /** When the last one was refused, in milliseconds since the epoch. */
  lastMs: number;
}

/** Why an outbox does not get on. */
export interface OutboxProblem {
  /** In the receiver's words. */
  reason: string;
  /** Since when, and when the next try is, in milliseconds since the epoch. */
  sinceMs: number;
  nextTryMs: number;
}

/** How an outbox does, for the screen; the counts begin when this tab began to send. */
export interface OutboxState {
  /**
   * `elsewhere`: another tab sends. `sent`: everything that was logged is there. `waiting`: the receiver cannot take anything now; it is
   * tried again. `stopped`: somebody has to do something first.
   */
  is: "elsewhere" | "sending" | "sent" | "waiting" | "stopped";
  /** Why it waits or has stopped; undefined while it does neither. */
  problem: OutboxProblem | undefined;
  sent: Amount;
  waiting: Amount;
  /** When the oldest event that waits was logged; undefined where nothing waits, or that is not known. */
  oldestWaitingMs: number | undefined;
  /** When the receiver took something last; undefined: nothing yet. */
  lastSentMs: number | undefined;
  refusedRecords: number;
  /** The reasons, the latest first; at most ten. */
  refused: RefusedRecords[];
  /** Time in which batches were read and written, without waiting for the receiver, in milliseconds. */
  workMs: number;
}

/** Of an outbox that has not begun. */
export function emptyOutboxState(): OutboxState {
  return {
    is: "elsewhere",
    problem: undefined,
    sent: {},
    waiting: {},
    oldestWaitingMs: undefined,
    lastSentMs: undefined,
    refusedRecords: 0,
    refused: [],
    workMs: 0,
  };
}

const mostReasons = 10;
const longestReason = 500;

/** Adds to what is counted. */
export function addAmount(sum: Amount, { records, bytes }: Amount): Amount {
  return {
    ...((sum.records ?? records) !== undefined && { records: (sum.records ?? 0) + (records ?? 0) }),
    ...((sum.bytes ?? bytes) !== undefined && { bytes: (sum.bytes ?? 0) + (bytes ?? 0) }),
  };
}

/** Counts refused records under their reason. */
export function addRefused(state: OutboxState, records: number, reason: string, nowMs: number): OutboxState {
  const text = reason.slice(0, longestReason);
  const before = state.refused.find((one) => one.reason === text);
  const others = state.refused.filter((one) => one !== before);
  const refused = [{ reason: text, records: (before?.records ?? 0) + records, lastMs: nowMs }, ...others];
  return { ...state, refusedRecords: state.refusedRecords + records, refused: refused.slice(0, mostReasons) };
}
