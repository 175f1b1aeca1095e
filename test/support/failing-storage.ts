import type { LogStorage, StorageTransaction } from "../../src/store/storage/log-storage.ts";

/** Fault injection: makes one step of a storage fail, which is a request, the end of a transaction body, or a commit. */
export interface Failures {
  /** Number of steps so far. */
  readonly steps: number;
  /** Lets the step with this number fail once, with this error. */
  failAt(step: number, error: Error): void;
  /** Wraps a storage so that its steps are counted and fail. */
  wrap(storage: LogStorage): LogStorage;
}

/** Creates fault injection without a fault. */
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
        // Committed, but reported as failed: the connection was lost before the result arrived.
        step();
        return value;
      },
      close: () => storage.close(),
    }),
  };
}
