/**
 * Share of the calls that succeeded, from 0 to 1; NaN where none ended, and where only failures are logged, as in a file of
 * errors: it says nothing of the calls that succeeded.
 */
export function successRate({
  calls,
  successes,
  errors,
}: {
  calls: number;
  successes: number;
  errors: number;
}): number {
  return calls + successes === 0 ? NaN : successes / (successes + errors);
}
