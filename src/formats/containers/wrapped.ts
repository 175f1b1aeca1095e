/** A record inside a container: what the container says of it, and the text or object that was logged. */
export interface Wrapped {
  /** Time, level, host and the like, under names that the table has. */
  outer: Record<string, unknown>;
  /** Absent when `outer` is the record itself. */
  inner?: unknown;
}
