/** A dictionary-encoded text column: row `i` is `values[codes[i] - 1]`, or absent where the code is 0. */
export interface TextColumn {
  codes: ArrayLike<number>;
  values: string[];
}

/**
 * Columns of consecutive events, a block: numbers and dictionary codes that dashboards and filters read instead of the lines.
 *
 * Row `i` of every column belongs to the event at position `firstPosition + i`.
 */
export interface EventColumns {
  firstPosition: number;
  length: number;
  /** Milliseconds since the epoch; NaN where the event has no valid time. */
  timeMs: ArrayLike<number>;
  /** Milliseconds; NaN where the event has no duration. */
  durationMs: ArrayLike<number>;
  /** Size of the line in bytes, line feed included. */
  lineBytes: ArrayLike<number>;
  /** 31-bit hash of `request_id`, 0 where there is none. Different ids may have the same hash. */
  requestHash: ArrayLike<number>;
  /** Imported logs only: index of the file that the record came from. */
  file?: ArrayLike<number>;
  /** Imported logs only: 1 where the line was rendered by the import and holds its record, 0 where the line is the record. */
  rendered?: ArrayLike<number>;
  level: TextColumn;
  event: TextColumn;
  service: TextColumn;
  operation: TextColumn;
  errorType: TextColumn;
  session: TextColumn;
  /** Absent where an earlier version sealed the block: only the lines say it. */
  initiator?: TextColumn;
}
