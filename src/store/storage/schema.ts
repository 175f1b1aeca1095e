import { Dexie, type Transaction } from "dexie";
import { countCalls } from "../../analytics/count-calls.ts";
import { openColumns } from "../columns/columns.ts";
import { packRollups } from "../columns/packed-rollups.ts";

/**
 * The tables of one log: the state under `"log"`, beside it the tally, the chain and what compares each segment with it; WAL entries (`rows`) by id; segments (`blocks`) by file and first line;
 * columns and rollups (`cells`) by the position of their first event. The names are persisted.
 */
export const tableNames = ["state", "rows", "blocks", "columns", "cells"] as const;

const schemaVersion = 4;

/**
 * Opens the database of one log, creating or upgrading its tables. Must be closed.
 *
 * The connection closes itself when a newer version of the program opens the database, or when it is deleted, so that neither
 * has to wait.
 *
 * @throws Error `VersionError` when a newer version of the program made the database, or when another tab holds an older
 *   one open for longer than ten seconds; another DexieError when the browser gives no storage
 */
export async function openLogDatabase(name: string): Promise<Dexie> {
  const database = new Dexie(name);
  database.version(1).stores({ state: "", rows: "", blocks: "[file+firstLine]", columns: "" });
  database.version(2).stores({ cells: "" }).upgrade(addRollups);
  // Earlier versions would not understand what is stored since: 3, columns of several segments in one record; 4, rollups by minute.
  database.version(schemaVersion).stores({});
  database.on("versionchange", () => {
    database.close();
    return false;
  });
  await Promise.race([database.open(), blockedTooLong(database)]);
  refuseNewer(database);
  return database;
}

/** Upgrades from version 1, which had no rollups: computes them from the columns. */
async function addRollups(transaction: Transaction): Promise<void> {
  const rollups = transaction.table<Uint8Array, number>("cells");
  for (const packed of await transaction.table<Uint8Array, number>("columns").toArray()) {
    const columns = openColumns(packed);
    const { firstPosition } = columns;
    await rollups.add(packRollups({ firstPosition, rollups: countCalls(columns) }), firstPosition);
  }
}

/** Refuses a database of a newer version, which Dexie would open and this version would damage. */
function refuseNewer(database: Dexie): void {
  // Dexie multiplies its versions by ten.
  if (database.backendDB().version <= schemaVersion * 10) return;
  database.close();
  throw new DOMException("a newer version of the program owns the log: reload this page", "VersionError");
}

const blockedTimeoutMs = 10_000;

/** Fails when an older connection blocks the upgrade for ten seconds: only a frozen tab does not close its own. */
function blockedTooLong(database: Dexie): Promise<never> {
  return new Promise((_, reject) => {
    database.on("blocked", () => {
      const problem = "another tab holds an older version of the log open: close it and reload";
      setTimeout(() => reject(new DOMException(problem, "VersionError")), blockedTimeoutMs);
    });
  });
}
