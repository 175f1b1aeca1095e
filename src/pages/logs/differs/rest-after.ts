/** A log that grows is asked again after this many times as long as the last question took, and not before a second. */
const restFactor = 20;
const leastRestMs = 1000;

/** How long a question about a log that grows rests before it is asked again, in milliseconds. */
export const restAfterMs = (tookMs: number): number => Math.max(leastRestMs, restFactor * tookMs);
