/** Lets one task run at a time, in the order of asking. */
export type SerialQueue = <Result>(signal: AbortSignal, task: () => Promise<Result>) => Promise<Result>;

/**
 * Makes a queue. A task whose signal aborts while it waits is never begun and rejects with the signal's reason at once; a
 * task that runs must watch the signal itself.
 */
export function createSerialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve();
  return (signal, task) => {
    const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<typeof task>>>();
    const giveUp = () => {
      reject(signal.reason);
    };
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    signal.addEventListener("abort", giveUp, { once: true });
    last = last.then(async () => {
      signal.removeEventListener("abort", giveUp);
      if (signal.aborted) return;
      try {
        resolve(await task());
      } catch (error) {
        reject(error);
      }
    });
    return promise;
  };
}
