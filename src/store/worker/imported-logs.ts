import { Dexie, type Table } from "dexie";
import { importLimits, importLog } from "../import/import-log.ts";
import { openIndexedDbStorage } from "../storage/indexeddb-storage.ts";
import { createLogEngine, type LogEngine } from "./log-engine.ts";
import type { ImportProgress, ImportedLog } from "../log-store.ts";

/** The imported sets of one log: each in a database of its own, so that nothing can mix and removal is certain. */
export interface ImportedLogs {
  /** Newest first. */
  list(): Promise<ImportedLog[]>;
  import(
    files: File[],
    label: Pick<ImportedLog, "name" | "tag">,
    onProgress: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<ImportedLog>;
  /** @throws RangeError when there is no such set */
  open(id: string): Promise<LogEngine>;
  label(id: string, label: Partial<Pick<ImportedLog, "name" | "tag">>): Promise<void>;
  remove(id: string): Promise<void>;
}

class SetCatalog extends Dexie {
  declare sets: Table<ImportedLog, string>;

  constructor(log: string) {
    super(`${log}-sets`);
    this.version(1).stores({ sets: "id" });
  }
}

const noReport = () => undefined;

/** @param log name of the live log's database */
export function createImportedLogs(log: string, nowMs: () => number): ImportedLogs {
  const catalog = new SetCatalog(log);
  const opened = new Map<string, Promise<LogEngine>>();
  const databaseOf = (id: string) => `${log}-set-${id}`;
  const openEngine = async (id: string) =>
    createLogEngine(
      await openIndexedDbStorage(databaseOf(id), { limits: importLimits, durability: "relaxed" }),
      noReport,
    );

  /** Deletes what an import left that was cut off by a crash; one that is still running holds its lock. */
  async function removeRemains(): Promise<void> {
    const known = new Set((await catalog.sets.toCollection().primaryKeys()).map(databaseOf));
    const prefix = databaseOf("");
    for (const name of await Dexie.getDatabaseNames()) {
      if (!name.startsWith(prefix) || known.has(name)) continue;
      await ifFree(name, () => Dexie.delete(name));
    }
  }

  return {
    list: async () => (await catalog.sets.toArray()).sort((a, b) => b.importedAtMs - a.importedAtMs),
    async import(files, { name, tag }, onProgress, signal) {
      await removeRemains();
      const id = crypto.randomUUID();
      return holding(databaseOf(id), async () => {
        const storage = await openIndexedDbStorage(databaseOf(id), { limits: importLimits, durability: "relaxed" });
        try {
          const imported = await importLog(storage, files, onProgress, signal);
          const set: ImportedLog = { id, name, tag, importedAtMs: nowMs(), files: imported };
          await catalog.sets.add(set);
          return set;
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
      if ((await catalog.sets.get(id)) === undefined) throw new RangeError(`there is no log set ${id}`);
      const known = opened.get(id) ?? openEngine(id);
      opened.set(id, known);
      return known;
    },
    async label(id, label) {
      if ((await catalog.sets.update(id, label)) === 0) throw new RangeError(`there is no log set ${id}`);
    },
    async remove(id) {
      await catalog.sets.delete(id);
      (await opened.get(id))?.close();
      opened.delete(id);
      await Dexie.delete(databaseOf(id));
    },
  };
}

/** Runs with a lock that other tabs can see; without locks (an insecure context) just runs. */
async function holding<T>(name: string, run: () => Promise<T>): Promise<T> {
  if (navigator.locks === undefined) return run();
  return (await navigator.locks.request(name, run)) as T;
}

async function ifFree(name: string, run: () => Promise<void>): Promise<void> {
  if (navigator.locks === undefined) return;
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await run();
  });
}
