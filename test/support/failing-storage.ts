import type { LogStorage, StorageTransaction } from "../../src/store/storage/log-storage.ts";

/** Makes one chosen step of a storage fail: a request in a transaction, the end of its body, or its commit. */
export interface Failures {
  /** Steps taken so far. */
  readonly steps: number;
  /** The step with this number fails with this error, once. */
  failAt(step: number, error: Error): void;
  /** The storage with failing steps. */
  wrap(storage: LogStorage): LogStorage;
}

export function createFailures(): Failures {
  let steps = 0;
  let failure: { step: number; error: Error } | undefined;

  function step(): void {
    steps++;
    if (failure?.step !== steps) return;
    const { error } = failure;
    failure = undefined;
    throw error;
  }

  const failing = (transaction: StorageTransaction): StorageTransaction =>
    Object.fromEntries(
      Object.entries(transaction).map(([name, request]: [string, (...given: never[]) => Promise<unknown>]) => [
        name,
        async (...given: never[]) => {
          step();
          return request(...given);
        },
      ]),
    ) as unknown as StorageTransaction;

  const within =
    <T>(body: (transaction: StorageTransaction) => Promise<T>) =>
    async (transaction: StorageTransaction) => {
      const value = await body(failing(transaction));
      step();
      return value;
    };

  return {
    get steps() {
      return steps;
    },
    failAt: (at, error) => void (failure = { step: at, error }),
    wrap: (storage) => ({
      read: (body) => storage.read(within(body)),
      write: async (body, onSent) => {
        const value = await storage.write(within(body), onSent);
        // Committed, and yet the caller hears of a failure: the connection broke on the way back.
        step();
        return value;
      },
      close: () => storage.close(),
    }),
  };
}
