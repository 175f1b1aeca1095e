import type { LogStorage, TransactionBody } from "./log-storage.ts";

/** Delays before the second, third, ... attempt, in milliseconds. After the last attempt the fallback is used. */
const retryDelaysMs = [0, 200, 1_000];

/** Options of {@link createReconnectingStorage}. */
export interface ReconnectingStorageOptions {
  open: () => Promise<LogStorage>;
  /** Creates the storage that is used from then on when reconnecting fails. */
  fallback: () => LogStorage;
  /** Called when the fallback is used, with the last error of the storage. */
  onFallback: (problem: string) => void;
}

/**
 * Creates a storage that reconnects when its connection is lost: the browser's storage process crashed, the database was
 * deleted, or a newer version of the program in another tab upgraded it. Repeats the failed operation.
 *
 * A quota error is passed on: only the caller knows what may be deleted.
 */
export function createReconnectingStorage({ open, fallback, onFallback }: ReconnectingStorageOptions): LogStorage {
  let opening: Promise<LogStorage> | undefined;
  let failures = 0;

  async function run<T>(operate: (storage: LogStorage) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      const current = (opening ??= open());
      try {
        const value = await operate(await current);
        failures = 0;
        return value;
      } catch (error) {
        if (!isStorageLost(error) || attempt > retryDelaysMs.length) throw error;
        // When several operations fail together, the first one reconnects for all.
        if (opening === current) replace(current, error);
      }
    }
  }

  function replace(lost: Promise<LogStorage>, error: unknown): void {
    void lost
      .then((storage) => storage.close())
      .catch(() => {
        // It never opened, so nothing is left open.
      });
    const delayMs = retryDelaysMs[failures++];
    if (delayMs === undefined || isPermanent(error)) {
      opening = Promise.resolve(fallback());
      onFallback(String(error));
    } else {
      opening = new Promise((resolve) => setTimeout(resolve, delayMs)).then(open);
    }
  }

  return {
    read: <T>(body: TransactionBody<T>) => run((storage) => storage.read(body)),
    write: <T>(body: TransactionBody<T>, onSent?: () => void) => run((storage) => storage.write(body, onSent)),
    close() {
      void opening
        ?.then((storage) => storage.close())
        .catch(() => {
          // It never opened, so nothing is left open.
        });
    },
  };
}

/** Whether reconnecting may help. Errors of the database have names of their own; a bug of ours would only repeat. */
function isStorageLost(error: unknown): boolean {
  return error instanceof Error && error.name !== "QuotaExceededError" && !ownErrors.has(error.name);
}

const ownErrors = new Set(["Error", "TypeError", "RangeError", "ReferenceError", "SyntaxError", "DataCloneError"]);

/** Whether retrying is useless: the browser gives no storage at all, or another version holds the database. */
function isPermanent(error: unknown): boolean {
  return (
    error instanceof Error && ["VersionError", "BlockedError", "MissingAPIError", "SecurityError"].includes(error.name)
  );
}
