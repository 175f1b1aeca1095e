import { onAbort } from "../../basics/abort.ts";

/** A message of the client. */
export interface Arrival<T> {
  message: T;
  /** It was not there yet when it was asked for: this server keeps up with the client. */
  hadToWait: boolean;
}

/** A message that was there comes sooner, in milliseconds. */
const waitMs = 10;

/**
 * The messages of a client until it half-closes; ends with the signal's reason when the call reaches its deadline or the
 * client leaves, also while it waits.
 */
export async function* arrivals<T>(
  requests: AsyncIterable<T>,
  signal: AbortSignal,
  now: () => number,
): AsyncGenerator<Arrival<T>, void> {
  const iterator = requests[Symbol.asyncIterator]();
  let stop: (reason: unknown) => void = () => undefined;
  const stopListening = onAbort(signal, (reason) => {
    stop(reason);
  });
  try {
    signal.throwIfAborted();
    for (;;) {
      // One promise for each message: racing against a promise that lives as long as the stream would grow without end.
      const { promise, resolve, reject } = Promise.withResolvers<IteratorResult<T>>();
      stop = reject;
      const askedAtMs = now();
      iterator.next().then(resolve, reject);
      const result = await promise;
      if (result.done === true) return;
      yield { message: result.value, hadToWait: now() - askedAtMs >= waitMs };
    }
  } finally {
    stopListening();
    // Not awaited: it may wait for a message that never comes.
    iterator.return?.().catch(() => undefined);
  }
}
