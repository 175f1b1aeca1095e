import { Dexie } from "dexie";

/** The tables of one log: the state under `"log"`, rows by id, blocks by file and first line, columns by position. */
export const tableNames = ["state", "rows", "blocks", "columns"] as const;

/**
 * Opens the database of one log, creating or upgrading its tables. Must be closed.
 *
 * @throws DexieError when the browser gives no storage, or a newer version of the program made the database
 */
export async function openLogDatabase(name: string): Promise<Dexie> {
  const database = new Dexie(name);
  database.version(1).stores({ state: "", rows: "", blocks: "[file+firstLine]", columns: "" });
  await database.open();
  return database;
}
