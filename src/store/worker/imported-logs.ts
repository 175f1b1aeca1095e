import { Dexie, type Table } from "dexie";
import { importLimits, importLog } from "../import/import-log.ts";
import { openIndexedShelf } from "../storage/indexeddb-storage.ts";
import { createLogEngine, type LogEngine } from "./log-engine.ts";
import type { ImportProgress, LogSet } from "../log-store.ts";

/** The imported sets of one log: each in a database of its own, so that nothing can mix and removal is certain. */
export interface LogSets {
  /** Newest first. */
  list(): Promise<LogSet[]>;
  import(
    files: File[],
    label: Pick<LogSet, "name" | "tag">,
    onProgress: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<LogSet>;
  /** @throws RangeError when there is no such set */
  open(id: string): Promise<LogEngine>;
  label(id: string, label: Partial<Pick<LogSet, "name" | "tag">>): Promise<void>;
  remove(id: string): Promise<void>;
}

class SetCatalog extends Dexie {
  declare sets: Table<LogSet, string>;

  constructor(log: string) {
    super(`${log}-sets`);
    this.version(1).stores({ sets: "id" });
  }
}

const noReport = () => undefined;

/** @param log name of the live log's database */
export function createLogSets(log: string, nowMs: () => number): LogSets {
  const catalog = new SetCatalog(log);
  const opened = new Map<string, Promise<LogEngine>>();
  const databaseOf = (id: string) => `${log}-set-${id}`;
  const openEngine = async (id: string) =>
    createLogEngine(await openIndexedShelf(databaseOf(id), { limits: importLimits, durability: "relaxed" }), noReport);

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
        const shelf = await openIndexedShelf(databaseOf(id), { limits: importLimits, durability: "relaxed" });
        try {
          const imported = await importLog(shelf, files, onProgress, signal);
          const set: LogSet = { id, name, tag, importedAtMs: nowMs(), files: imported };
          await catalog.sets.add(set);
          return set;
        } catch (error) {
          shelf.close();
          await Dexie.delete(databaseOf(id));
          throw error;
        } finally {
          shelf.close();
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
