import type { LogShelf, ShelfTransaction } from "../../src/store/storage/log-storage.ts";

/** Makes one chosen step of a shelf fail: a request in a transaction, the end of its body, or its commit. */
export interface Failures {
  /** Steps taken so far. */
  readonly steps: number;
  /** The step with this number fails with this error, once. */
  failAt(step: number, error: Error): void;
  /** The shelf with failing steps. */
  wrap(shelf: LogShelf): LogShelf;
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

  const failing = (transaction: ShelfTransaction): ShelfTransaction =>
    Object.fromEntries(
      Object.entries(transaction).map(([name, request]: [string, (...given: never[]) => Promise<unknown>]) => [
        name,
        async (...given: never[]) => {
          step();
          return request(...given);
        },
      ]),
    ) as unknown as ShelfTransaction;

  const within =
    <T>(body: (transaction: ShelfTransaction) => Promise<T>) =>
    async (transaction: ShelfTransaction) => {
      const value = await body(failing(transaction));
      step();
      return value;
    };

  return {
    get steps() {
      return steps;
    },
    failAt: (at, error) => void (failure = { step: at, error }),
    wrap: (shelf) => ({
      read: (body) => shelf.read(within(body)),
      write: async (body, onSent) => {
        const value = await shelf.write(within(body), onSent);
        // Committed, and yet the caller hears of a failure: the connection broke on the way back.
        step();
        return value;
      },
      close: () => shelf.close(),
    }),
  };
}
