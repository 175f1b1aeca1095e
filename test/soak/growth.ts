/**
 * How much a value has grown in the second half of its measurements: the lowest of the last quarter less the lowest of the one
 * before. What is loaded once lies in the first half, and what fills up and is emptied again (the unsealed tail of the log, say) comes back
 * to the same low; a leak does not.
 *
 * @throws RangeError with fewer than eight measurements
 */
export function growthOfLows(values: readonly number[]): number {
  if (values.length < 8) throw new RangeError(`eight measurements are needed, got ${String(values.length)}`);
  const quarter = Math.floor(values.length / 4);
  return Math.min(...values.slice(-quarter)) - Math.min(...values.slice(-2 * quarter, -quarter));
}
