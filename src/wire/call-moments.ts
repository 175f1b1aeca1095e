/**
 * What happens on the way of a call and stands in none of its messages: it waits for its token, has it, its live connection is open,
 * the headers of its response have come.
 */
export type CallMoment = "token_wanted" | "token_ready" | "connected" | "headers";

/** By the signal of the call, which is the call's own and which interceptors and `fetch` share. */
const followers = new WeakMap<AbortSignal, (moment: CallMoment) => void>();

/** Tells a follower of each moment of a call when it comes; one that comes again belongs to another attempt. */
export function followMoments(signal: AbortSignal, follow: (moment: CallMoment) => void): void {
  followers.set(signal, follow);
}

/** Notes that a moment of a call has come. Costs nothing where nobody follows; never throws. */
export function noteMoment(signal: AbortSignal | null | undefined, moment: CallMoment): void {
  if (!signal) return;
  try {
    followers.get(signal)?.(moment);
  } catch {
    // The call matters more than who looks on.
  }
}
