import { Dexie, type Table } from "dexie";
import type { ValueRemoval } from "../basics/value-removal.ts";
import type { TranscriptRecord } from "./archive-records.ts";
import { announceRedaction } from "./redaction-notices.ts";

/** Where a value stands in one table. */
export interface TextsWithValue {
  database: string;
  table: string;
  records: number;
  occurrences: number;
}

export interface StoredTextsScan {
  /** Databases to scan, by name. */
  includes: (database: string) => boolean;
  /** Whether the value is taken out of the records, or only counted. */
  redacts: boolean;
  /** Ends the scan between two tables; what was found so far is returned. */
  signal?: AbortSignal | undefined;
}

/** Tables that hold sound alone, by name. */
const soundTables = new Set(["sounds", "pieces"]);

/**
 * Scans the texts of all records for a value: names, notes, transcripts, spoken texts. Sound is not read. Databases are found
 * by their names and tables by their schema, so that one that is added later is not forgotten. What was rewritten is announced to
 * all tabs.
 *
 * @returns only tables in which it stands
 * @throws DexieError when the browser gives no storage
 */
export async function scanStoredTexts(removal: ValueRemoval, scan: StoredTextsScan): Promise<TextsWithValue[]> {
  const found: TextsWithValue[] = [];
  try {
    await scanDatabases(removal, scan, found);
  } finally {
    if (scan.redacts && found.length > 0) announceRedaction();
  }
  return found;
}

async function scanDatabases(removal: ValueRemoval, scan: StoredTextsScan, found: TextsWithValue[]): Promise<void> {
  for (const name of (await Dexie.getDatabaseNames()).filter(scan.includes)) {
    const database = new Dexie(name);
    try {
      await database.open();
      for (const table of database.tables) {
        if (scan.signal?.aborted) return;
        if (soundTables.has(table.name)) continue;
        const counts = await scanTable(database, table, removal, scan.redacts);
        if (counts.records > 0) found.push({ database: name, table: table.name, ...counts });
      }
    } finally {
      database.close();
    }
  }
}

/** Without the words of a text that was rewritten: one by one, they would still say a value of several words. */
function withoutOldWords(rest: unknown, before: unknown): unknown {
  const [now, old] = [rest, before] as Partial<TranscriptRecord>[];
  if (now?.words === undefined || now.text === old?.text) return rest;
  const others = { ...now };
  delete others.words;
  return others;
}

/** Scans a table in one transaction, so that no record changes between reading and writing it. */
function scanTable(database: Dexie, table: Table<unknown>, removal: ValueRemoval, redacts: boolean) {
  return database.transaction(redacts ? "rw" : "r", table, async () => {
    const counts = { records: 0, occurrences: 0 };
    const clean = (record: unknown): { rest: unknown; count: number } => {
      const removed = removal.fromData(record);
      if (removed.count > 0) counts.records++;
      counts.occurrences += removed.count;
      return { ...removed, rest: withoutOldWords(removed.rest, record) };
    };
    if (!redacts) await table.each(clean);
    else {
      await table.toCollection().modify((record, reference) => {
        const { rest, count } = clean(record);
        // What is not changed is not written.
        if (count === 0) return false;
        reference.value = rest;
        return true;
      });
    }
    return counts;
  });
}
