import type { LogStorage, TransactionBody } from "./log-storage.ts";

/** Waits before the second, third, ... attempt, in milliseconds. After the last one the fallback takes over. */
const retryDelaysMs = [0, 200, 1_000];

export interface ReconnectingStorageOptions {
  open: () => Promise<LogStorage>;
  /** Takes over for good when the storage does not come back. */
  fallback: () => LogStorage;
  /** Called when the fallback takes over, with the storage's last words. */
  onFallback: (problem: string) => void;
}

/**
 * A storage that opens itself again when its connection is lost: by a crash of the browser's storage, by somebody who
 * deleted the database, by a newer version of the program in another tab.
 *
 * A full disk is not repaired here: only the caller knows what may go.
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
        // Several operations may fail together; the first one replaces the connection for all.
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
    if (delayMs === undefined || isHopeless(error)) {
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

/** Errors of a database have names; a mistake of ours is a plain error and would only come back. */
function isStorageLost(error: unknown): boolean {
  return error instanceof Error && error.name !== "QuotaExceededError" && !ownErrors.has(error.name);
}

const ownErrors = new Set(["Error", "TypeError", "RangeError", "ReferenceError", "SyntaxError", "DataCloneError"]);

/** No use to try again: the browser gives no storage at all, or a newer program owns the database. */
function isHopeless(error: unknown): boolean {
  return error instanceof Error && ["VersionError", "MissingAPIError", "SecurityError"].includes(error.name);
}
