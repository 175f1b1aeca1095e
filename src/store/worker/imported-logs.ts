import { Dexie, type Table } from "dexie";
import { importLimits, importLog } from "../import/import-log.ts";
import { openIndexedDbStorage } from "../storage/indexeddb-storage.ts";
import { createLogEngine, type LogEngine } from "./log-engine.ts";
import type { ImportProgress, ImportedLog } from "../log-store.ts";
import { randomUuid } from "../../basics/uuid.ts";

/** The imported logs beside one live log, each in a database of its own: they cannot mix, and removal deletes everything. */
export interface ImportedLogs {
  /** Newest first. */
  list(): Promise<ImportedLog[]>;
  /** @throws what {@link importLog} throws; the new database is deleted then */
  import(
    files: File[],
    label: Pick<ImportedLog, "name" | "tag">,
    onProgress: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<ImportedLog>;
  /** @throws RangeError when there is no such log */
  open(id: string): Promise<LogEngine>;
  label(id: string, label: Partial<Pick<ImportedLog, "name" | "tag">>): Promise<void>;
  /** Deletes what interrupted imports left, which nobody could open. */
  deleteOrphans(): Promise<void>;
  /** Replaces the entry of a log, if it is still there. */
  replace(entry: ImportedLog): Promise<void>;
  remove(id: string): Promise<void>;
}

class ImportCatalog extends Dexie {
  declare sets: Table<ImportedLog, string>;

  constructor(log: string) {
    super(`${log}-sets`);
    this.version(1).stores({ sets: "id" });
  }
}

const ignoreReport = () => undefined;

/**
 * Manages the imported logs of this browser.
 *
 * @param log name of the live log's database
 */
export function createImportedLogs(log: string, nowMs: () => number): ImportedLogs {
  const catalog = new ImportCatalog(log);
  const opened = new Map<string, Promise<LogEngine>>();
  const databaseOf = (id: string) => `${log}-set-${id}`;
  const openEngine = async (id: string) =>
    createLogEngine(
      await openIndexedDbStorage(databaseOf(id), { limits: importLimits, durability: "relaxed" }),
      ignoreReport,
    );

  /** Deletes the databases of imports that a crash interrupted. A running import holds a lock on its database. */
  async function deleteOrphans(): Promise<void> {
    const known = new Set((await catalog.sets.toCollection().primaryKeys()).map(databaseOf));
    const prefix = databaseOf("");
    for (const name of await Dexie.getDatabaseNames()) {
      if (!name.startsWith(prefix) || known.has(name)) continue;
      await ifUnlocked(name, () => Dexie.delete(name));
    }
  }

  return {
    deleteOrphans,
    list: async () => (await catalog.sets.toArray()).sort((a, b) => b.importedAtMs - a.importedAtMs),
    async import(files, { name, tag }, onProgress, signal) {
      await deleteOrphans();
      const id = randomUuid();
      return withLock(databaseOf(id), async () => {
        const storage = await openIndexedDbStorage(databaseOf(id), { limits: importLimits, durability: "relaxed" });
        try {
          const importedFiles = await importLog(storage, files, onProgress, signal);
          const imported: ImportedLog = { id, name, tag, importedAtMs: nowMs(), files: importedFiles };
          await catalog.sets.add(imported);
          return imported;
        } catch (error) {
          storage.close();
          await Dexie.delete(databaseOf(id));
          throw error;
        } finally {
          storage.close();
        }
      });
    },
    async open(id) {
      if ((await catalog.sets.get(id)) === undefined) throw new RangeError(`there is no imported log ${id}`);
      const known = opened.get(id) ?? openEngine(id);
      opened.set(id, known);
      return known;
    },
    async label(id, label) {
      if ((await catalog.sets.update(id, label)) === 0) throw new RangeError(`there is no imported log ${id}`);
    },
    async replace(entry) {
      await catalog.sets.update(entry.id, entry as never);
    },
    async remove(id) {
      await catalog.sets.delete(id);
      (await opened.get(id))?.close();
      opened.delete(id);
      await Dexie.delete(databaseOf(id));
    },
  };
}

/** Runs while holding a Web Lock; without a lock where there are none (an insecure context). */
async function withLock<T>(name: string, run: () => Promise<T>): Promise<T> {
  if (navigator.locks === undefined) return run();
  return (await navigator.locks.request(name, run)) as T;
}

/** Runs only if nobody holds the Web Lock; does nothing where there are no locks. */
async function ifUnlocked(name: string, run: () => Promise<void>): Promise<void> {
  if (navigator.locks === undefined) return;
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await run();
  });
}
