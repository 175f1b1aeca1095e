/**
 * Calls back once when a signal aborts; at once when it already has, never without a signal.
 *
 * @param callback gets the signal's reason
 * @returns stops listening: call it when the work is over, or a signal that outlives many calls collects their listeners
 */
export function onAbort(signal: AbortSignal | undefined, callback: (reason: unknown) => void): () => void {
  const listener = () => {
    callback(signal?.reason);
  };
  if (signal?.aborted) listener();
  else signal?.addEventListener("abort", listener, { once: true });
  return () => signal?.removeEventListener("abort", listener);
}

/** A signal that aborts with the first of those given; absent ones are left out. It never aborts when all are absent. */
export function anySignal(...signals: (AbortSignal | undefined)[]): AbortSignal {
  const given = signals.filter((signal) => signal !== undefined);
  return given.length === 1 ? given[0]! : AbortSignal.any(given);
}

/** Waits for work, and no longer than until the signal aborts: then it rejects with the reason, and the work is left alone. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const unlisten = onAbort(signal, reject);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    unlisten();
  }
}

/**
 * Waits by the timer of this machine.
 *
 * @param durationMs in milliseconds
 * @throws the signal's reason when it aborts before; no timer is left behind
 */
export async function pause(durationMs: number, signal?: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, durationMs);
  try {
    await unlessAborted(promise, signal);
  } finally {
    clearTimeout(timer);
  }
}
