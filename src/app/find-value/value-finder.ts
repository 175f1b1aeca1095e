import { secretLimits } from "../../basics/secret-forms.ts";
import { createValueRemoval, type ValueRemoval } from "../../basics/value-removal.ts";
import { logAudit } from "../../logging/log-audit.ts";
import type { Logger } from "../../logging/logger.ts";
import { redacted } from "../../basics/live-secrets.ts";
import type { LogStore } from "../../store/log-store.ts";
import type { ValueReport, ValueScanOptions } from "../../store/value-report.ts";
import { removalRecord } from "./removal-record.ts";
import { scanLocalStorage, type KeysWithValue } from "./scan-local-storage.ts";
import { summed, type ValuePlaces } from "./value-places.ts";

/** Why a value is not looked for: it is too short and stands in texts by chance, or it matches `[redacted]`. */
export type ValueProblem = "short" | "mark";

/** Finds a value in everything that this browser stores for the console, and removes it. */
export interface ValueFinder {
  /** Why a value is not looked for; undefined when it is. */
  problemOf(value: string): ValueProblem | undefined;
  /** Not logged. @throws DOMException `AbortError` when the signal aborts */
  find(value: string, options?: ValueScanOptions): Promise<ValuePlaces>;
  /**
   * Puts `[redacted]` in the place of the value everywhere, and logs a `system_audit_value_removed` event that does not hold
   * it. The signal ends the removal early; the result and the event then say what was removed so far.
   */
  remove(value: string, options?: ValueScanOptions): Promise<ValuePlaces>;
}

export interface ValueFinderDeps {
  store: Pick<LogStore, "findValue" | "removeValue" | "flush">;
  logger: Pick<Logger, "logSystemEvent" | "flush">;
  storage?: () => Storage;
}

/** Every database of the console but those of the log, which the log's worker scans. */
const isOurs = (database: string) => database.startsWith("audiokit-") && !/^audiokit-log(?:-set|$)/.test(database);

/** Makes the finder of a page. */
export function createValueFinder(deps: ValueFinderDeps): ValueFinder {
  const { store, logger, storage = () => localStorage } = deps;

  async function scanKept(removal: ValueRemoval, redacts: boolean, signal: AbortSignal | undefined) {
    const inStorage = scanStorage(removal, redacts);
    try {
      // The databases are opened by the first use, and so is the code for them.
      const { scanStoredTexts } = await import("../../local-archive/stored-texts.ts");
      const tables = await scanStoredTexts(removal, { includes: isOurs, redacts, signal });
      return { localStorage: inStorage, tables, databasesUnread: false };
    } catch {
      // Refused, which the result says.
      return { localStorage: inStorage, tables: [], databasesUnread: true };
    }
  }

  function scanStorage(removal: ValueRemoval, redacts: boolean): KeysWithValue {
    try {
      return scanLocalStorage(storage(), removal, redacts);
    } catch {
      // Storage is refused here, so there is nothing in it.
      return { keys: 0, occurrences: 0 };
    }
  }

  /** Never rejects: what was removed elsewhere must be logged. */
  async function removeFromLogs(value: string, options: ValueScanOptions): Promise<ValueReport> {
    const nothing: ValueReport = { logs: [], complete: false, importedLogsUnread: false };
    if (options.signal?.aborted) return nothing;
    return store
      .removeValue(value, options)
      .catch((error: unknown) => ({ ...nothing, problem: error instanceof Error ? error.name : "Error" }));
  }

  return {
    problemOf(value) {
      if (value.length < secretLimits.shortest) return "short";
      return createValueRemoval(value, redacted).has(redacted) ? "mark" : undefined;
    },
    async find(value, options = {}) {
      logger.flush();
      const kept = await scanKept(createValueRemoval(value, redacted), false, options.signal);
      options.signal?.throwIfAborted();
      return summed({ ...kept, ...(await store.findValue(value, options)) });
    },
    async remove(value, options = {}) {
      const removal = createValueRemoval(value, redacted);
      // What happened before the click would else be written behind the removal.
      logger.flush();
      const kept = await scanKept(removal, true, options.signal);
      const logs = await removeFromLogs(value, options);
      const places = summed({ ...kept, ...logs });
      const message = `A value was removed: ${String(places.occurrences)} occurrences`;
      logAudit(logger, "value_removed", message, removal.fromData(removalRecord(places)).rest);
      await store.flush();
      return places;
    },
  };
}
