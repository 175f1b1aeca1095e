import { onAbort } from "../../basics/abort.ts";

/** A message of the client. */
export interface Arrival<T> {
  message: T;
  /** The server had to wait for it, so it keeps up with the client. */
  hadToWait: boolean;
}

/** Shortest wait that counts, in milliseconds: a message in the buffer comes sooner. */
const waitMs = 10;

/**
 * The messages of a client until it half-closes; throws the signal's reason when the call reaches its deadline or the
 * client disconnects, also while waiting.
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
      const waitingSinceMs = now();
      iterator.next().then(resolve, reject);
      const result = await promise;
      if (result.done === true) return;
      yield { message: result.value, hadToWait: now() - waitingSinceMs >= waitMs };
    }
  } finally {
    stopListening();
    // Not awaited: the iterator may wait for a message that never comes.
    iterator.return?.().catch(() => undefined);
  }
}
