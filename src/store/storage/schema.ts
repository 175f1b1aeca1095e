import { Dexie, type Transaction } from "dexie";
import { countCalls } from "../../analytics/call-rollups.ts";
import { openColumns } from "../columns/columns.ts";
import { packRollups } from "../columns/packed-rollups.ts";

/** The tables of one log: the state under `"log"`, rows by id, blocks by file and first line, columns and cells by position. */
export const tableNames = ["state", "rows", "blocks", "columns", "cells"] as const;

const schemaVersion = 2;

/**
 * Opens the database of one log, creating or upgrading its tables. Must be closed.
 *
 * When a newer version of the program opens the database, or somebody deletes it, this connection closes itself at once,
 * so that the other need not wait.
 *
 * @throws Error `VersionError` when a newer version of the program made the database, or when another tab holds an older
 *   one open for longer than ten seconds; another DexieError when the browser gives no storage
 */
export async function openLogDatabase(name: string): Promise<Dexie> {
  const database = new Dexie(name);
  database.version(1).stores({ state: "", rows: "", blocks: "[file+firstLine]", columns: "" });
  database.version(schemaVersion).stores({ cells: "" }).upgrade(countOldBlocks);
  database.on("versionchange", () => {
    database.close();
    return false;
  });
  await Promise.race([database.open(), blockedTooLong(database)]);
  refuseNewer(database);
  return database;
}

/** Version 1 had no cells: they are counted from the columns of the blocks that are there. */
async function countOldBlocks(transaction: Transaction): Promise<void> {
  const cells = transaction.table<Uint8Array, number>("cells");
  for (const packed of await transaction.table<Uint8Array, number>("columns").toArray()) {
    const columns = openColumns(packed);
    const { firstPosition } = columns;
    await cells.add(packRollups({ firstPosition, cells: countCalls(columns) }), firstPosition);
  }
}

/** Dexie opens a newer database as it is; written with the rules of an older program it would be damaged. */
function refuseNewer(database: Dexie): void {
  // Dexie multiplies its versions by ten.
  if (database.backendDB().version <= schemaVersion * 10) return;
  database.close();
  throw new DOMException("a newer version of the program owns the log: reload this page", "VersionError");
}

const blockedTimeoutMs = 10_000;

/** Our own tabs close in time; only a frozen one can keep its older version open. */
function blockedTooLong(database: Dexie): Promise<never> {
  return new Promise((_, reject) => {
    database.on("blocked", () => {
      const problem = "another tab holds an older version of the log open: close it and reload";
      setTimeout(() => reject(new DOMException(problem, "VersionError")), blockedTimeoutMs);
    });
  });
}
