import type { CallInSequence, ExploreRow } from "../../store/explore.ts";

/** A call of the waterfall. Times are in milliseconds since the epoch. */
export interface PlacedCall {
  row: ExploreRow;
  /** NaN for a call without a time: it has no bar. */
  beganMs: number;
  /** Where its bar ends: its end, or that of the axis where the log has none. */
  toMs: number;
  isOpen: boolean;
  /** Since the call before it had ended; NaN without one. */
  sinceMs: number;
  /** The call before it, where it is in the window. */
  after: ExploreRow | undefined;
  /** Calls under way when it began. */
  beside: number;
}

/** Calls on one time axis. */
export interface PlacedCalls {
  fromMs: number;
  /** Above `fromMs`. */
  toMs: number;
  calls: PlacedCall[];
}

/** Places rows on the axis from their first beginning to their last end, in the order of the rows. */
export function placeCalls(rows: readonly ExploreRow[], told: readonly CallInSequence[]): PlacedCalls {
  const toldAt = new Map(told.map((call) => [call.position, call]));
  const rowAt = new Map(rows.map((row) => [row.position, row]));
  let [fromMs, lastMs] = [Infinity, -Infinity];
  for (const { beganMs, endedMs } of told) {
    fromMs = Math.min(fromMs, beganMs);
    lastMs = Math.max(lastMs, Number.isNaN(endedMs) ? beganMs : endedMs);
  }
  const toMs = Math.max(lastMs, fromMs + 1);
  const calls = rows.map((row): PlacedCall => {
    const call = toldAt.get(row.position);
    const isOpen = Number.isNaN(call?.endedMs ?? NaN);
    return {
      row,
      beganMs: call?.beganMs ?? NaN,
      toMs: isOpen ? toMs : call!.endedMs,
      isOpen,
      sinceMs: call?.after?.sinceMs ?? NaN,
      after: call?.after && rowAt.get(call.after.position),
      beside: call?.beside ?? 0,
    };
  });
  return { fromMs, toMs, calls };
}
