import { onAbort } from "./abort.ts";

/**
 * Runs a task after all that were added before it, and settles as the task does. A task that fails does not stop the next.
 *
 * @param signal a waiting task is dropped when it aborts, and rejects with its reason at once; a running task must watch the
 * signal itself
 */
export type SerialQueue = <Result>(task: () => Promise<Result>, signal?: AbortSignal) => Promise<Result>;

/** Creates a queue that runs one task at a time, in the order they are added. */
export function createSerialQueue(): SerialQueue {
  let last = Promise.resolve();
  return <Result>(task: () => Promise<Result>, signal?: AbortSignal) => {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const stopListening = onAbort(signal, reject);
    last = last.then(async () => {
      stopListening();
      if (signal?.aborted) return;
      try {
        resolve(await task());
      } catch (error) {
        reject(error);
      }
    });
    return promise;
  };
}
