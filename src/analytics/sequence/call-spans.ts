/** Calls by index: when each ran, and how it ended. Times are in milliseconds since the epoch. */
export interface SequenceCalls {
  /** NaN where the log has no time of it. */
  began: Float64Array;
  /** NaN for a call without an end in the log. Never before it began. */
  ended: Float64Array;
  /** 1 for a failed call, 0 for one that ended well, -1 for one that was cancelled or has no end. */
  failed: Int8Array;
  /** Its service as an index from 0; -1 for none. */
  services: Int32Array;
  serviceCount: number;
}

/** What the lines of a call say of its time, in milliseconds since the epoch; NaN where they do not. */
export interface CallTimes {
  /** Of its `request_start`. */
  startMs: number;
  /** Of its first line. */
  firstMs: number;
  /** Of its end, or of the line that tells its outcome. */
  endMs: number;
  durationMs: number;
  /** Its lines are written by the console, which writes the end when the call is over. */
  isOwn: boolean;
}

/**
 * When a call began and ended. One whose only line is of another logger has the time of that line as its beginning, as access
 * logs write it.
 *
 * @returns NaN for an end that is not in the log
 */
export function callSpan({
  startMs,
  firstMs,
  endMs,
  durationMs,
  isOwn,
}: CallTimes): [beganMs: number, endedMs: number] {
  if (!Number.isNaN(startMs)) return [startMs, Math.max(startMs, endMs)];
  if (Number.isNaN(endMs)) return [firstMs, NaN];
  const length = Number.isNaN(durationMs) ? 0 : durationMs;
  if (isOwn || endMs > firstMs) return [Math.min(firstMs, endMs - length), endMs];
  return [firstMs, firstMs + length];
}
