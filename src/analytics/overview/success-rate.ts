import type { CallNumbers } from "./overview.ts";

/**
 * Share of the calls that succeeded, from 0 to 1; NaN where none ended, and where only failures are logged, as in a file of
 * errors: it says nothing of the calls that succeeded.
 */
export function successRate({ calls, successes, errors }: Pick<CallNumbers, "calls" | "successes" | "errors">): number {
  return calls + successes === 0 ? NaN : successes / (successes + errors);
}

/** The 95 % interval of a success rate (Wilson), whose ends are from 0 to 1; it is honest for few calls. */
export function successInterval({ successes, errors }: Pick<CallNumbers, "successes" | "errors">): {
  low: number;
  high: number;
} {
  const count = successes + errors;
  if (count === 0) return { low: NaN, high: NaN };
  const z = 1.959964;
  const share = successes / count;
  const middle = (share + z ** 2 / (2 * count)) / (1 + z ** 2 / count);
  const half = (z / (1 + z ** 2 / count)) * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
