/**
 * The tables of one log: the state under `"log"`, beside it the tally, answers to opening pages, the chain and what compares each segment with it; WAL entries (`rows`) by id; segments (`blocks`) by file and first line;
 * columns and rollups (`cells`) by the position of their first event. The names are persisted.
 */
export const tableNames = ["state", "rows", "blocks", "columns", "cells"] as const;

/** The present version of the tables, as Dexie counts. */
const schemaVersion = 4;

/** Dexie multiplies its versions by ten. */
const databaseVersion = schemaVersion * 10;

/** The connection to the database of one log. Must be closed. */
export interface LogDatabase {
  readonly connection: IDBDatabase;
  /** Whether it is open: the browser ends it when its storage process dies, or when a person deletes what is stored. */
  isOpen(): boolean;
  close(): void;
}

/**
 * Opens the database of one log, creating or upgrading its tables.
 *
 * Its tables are those that Dexie makes, which upgrades a database of an earlier version: a log of the present version opens
 * without having to load it.
 *
 * The connection closes itself when a newer version of the program opens the database, or when it is deleted, so that neither
 * has to wait.
 *
 * @throws DOMException `VersionError` when a newer version of the program made the database, which stays as it is; `BlockedError`
 *   when another tab holds an older one open for longer than ten seconds; `MissingAPIError`, `SecurityError` and others when the browser gives no storage
 */
export async function openLogDatabase(name: string): Promise<LogDatabase> {
  const connection = await openPresent(name);
  if (connection !== undefined) return watch(connection);
  const { upgradeLogDatabase } = await import("./upgrade-schema.ts");
  await upgradeLogDatabase(name, schemaVersion);
  const upgraded = await openPresent(name);
  if (upgraded === undefined) throw new DOMException(`the log ${name} was replaced by an older one`, "AbortError");
  return watch(upgraded);
}

function watch(connection: IDBDatabase): LogDatabase {
  let isOpen = true;
  const close = () => {
    isOpen = false;
    connection.close();
  };
  connection.onversionchange = close;
  connection.onclose = close;
  return { connection, isOpen: () => isOpen, close };
}

const blockedTimeoutMs = 10_000;

/** Opens a database of the present version, or a new one; undefined when an earlier version made it, which stays as it is. */
function openPresent(name: string): Promise<IDBDatabase | undefined> {
  return new Promise((resolve, reject) => {
    if (globalThis.indexedDB === undefined) throw new DOMException("the browser has no IndexedDB", "MissingAPIError");
    const opening = indexedDB.open(name, databaseVersion);
    let isEarlier = false;
    opening.onupgradeneeded = ({ oldVersion }) => {
      isEarlier = oldVersion > 0;
      if (isEarlier) opening.transaction!.abort();
      else createTables(opening.result);
    };
    let isGivenUp = false;
    opening.onsuccess = () => {
      if (isGivenUp) opening.result.close();
      else resolve(opening.result);
    };
    opening.onerror = (event) => {
      const { error } = opening;
      event.preventDefault();
      if (isEarlier) resolve(undefined);
      else if (error?.name !== "VersionError") reject(error ?? new DOMException("no database", "UnknownError"));
      else reject(new DOMException("a newer version of the program owns the log: reload this page", "VersionError"));
    };
    // Only a frozen tab does not close its own.
    opening.onblocked = () => {
      const problem = "another tab holds an older version of the log open: close it and reload";
      setTimeout(() => {
        isGivenUp = true;
        reject(new DOMException(problem, "BlockedError"));
      }, blockedTimeoutMs);
    };
  });
}

function createTables(database: IDBDatabase): void {
  for (const table of tableNames)
    database.createObjectStore(table, table === "blocks" ? { keyPath: ["file", "firstLine"] } : {});
}
