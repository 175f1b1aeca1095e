/** Codes of one text column: `values[codes[i] - 1]`, and code 0 where the event has no such field. */
export interface TextColumn {
  codes: ArrayLike<number>;
  values: string[];
}

/**
 * Numbers and codes of consecutive events, column by column: what dashboards and filters read instead of the lines.
 *
 * Row `i` of every column belongs to the event at position `firstPosition + i`.
 */
export interface EventColumns {
  firstPosition: number;
  length: number;
  /** Milliseconds since the epoch; NaN where the line carries no readable time. */
  timeMs: ArrayLike<number>;
  /** NaN where the event has no duration. */
  durationMs: ArrayLike<number>;
  /** Bytes of the line in its file, line feed included. */
  lineBytes: ArrayLike<number>;
  /** A 32-bit hash of `request_id`, 0 where there is none: equal ids have equal hashes, not the reverse. */
  requestHash: ArrayLike<number>;
  level: TextColumn;
  event: TextColumn;
  service: TextColumn;
  operation: TextColumn;
  errorType: TextColumn;
  session: TextColumn;
}
