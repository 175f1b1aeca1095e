import { Dexie, type Transaction } from "dexie";
import { countCalls } from "../../analytics/count-calls.ts";
import { openColumns } from "../columns/columns.ts";
import { packRollups } from "../columns/packed-rollups.ts";

/**
 * Brings the database of a log from an earlier version to the present one.
 *
 * @param presentVersion as Dexie counts
 * @throws DexieError when the browser gives no storage, or the upgrade fails; the database stays as it was then
 */
export async function upgradeLogDatabase(name: string, presentVersion: number): Promise<void> {
  const database = new Dexie(name);
  database.version(1).stores({ state: "", rows: "", blocks: "[file+firstLine]", columns: "" });
  database.version(2).stores({ cells: "" }).upgrade(addRollups);
  // Earlier versions would not understand what is stored since: 3, columns of several segments in one record; 4, rollups by minute.
  database.version(presentVersion).stores({});
  try {
    await database.open();
  } finally {
    database.close();
  }
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
