import { Dexie, type Table } from "dexie";
import { combineSources } from "../import/combine-sources.ts";
import { createFingerprinter, fingerprintOfParts, type Fingerprinter } from "../import/fingerprint.ts";
import { importLimits, importLog } from "../import/import-log.ts";
import type { LogSource } from "../import/log-source.ts";
import { openSources, storedSources } from "../import/open-sources.ts";
import { previewSources } from "../import/preview-sources.ts";
import { openIndexedDbStorage } from "../storage/indexeddb-storage.ts";
import { createLogEngine, type LogEngine } from "./log-engine.ts";
import type { SkippedFile } from "../import-notes.ts";
import type {
  ImportChoice,
  ImportedFile,
  ImportPreview,
  ImportProgress,
  ImportedLog,
  NamedFiles,
} from "../log-store.ts";
import { refuseNewer } from "../../basics/newer-database.ts";
import { randomUuid } from "../../basics/uuid.ts";

/** The imported logs beside one live log, each in a database of its own: they cannot mix, and removal deletes everything. */
export interface ImportedLogs {
  /** Newest first. */
  list(): Promise<ImportedLog[]>;
  /** Reads the beginnings of files, or of those of an imported log. @throws LogImportError `unreadable` when none holds text */
  preview(files: File[] | string, signal: AbortSignal): Promise<ImportPreview>;
  /** @throws what {@link importLog} throws; the new database is deleted then */
  import(
    files: File[],
    label: Pick<ImportedLog, "name" | "tag"> & { choices?: ImportChoice[] },
    onProgress: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<ImportedLog>;
  /**
   * Reads a log again with other choices: from the files, or from the records that it holds.
   *
   * @throws what `import` throws, and RangeError when there is no such log; the log then stays as it was
   */
  readAgain(
    id: string,
    choices: ImportChoice[],
    files: File[] | undefined,
    onProgress: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<ImportedLog>;
  /**
   * Makes one log of several, from the records that they hold and from the files of another one.
   *
   * @throws what `import` throws, and RangeError when there is no such log
   */
  combine(
    ids: string[],
    label: Pick<ImportedLog, "name" | "tag"> & { beside?: NamedFiles | undefined },
    onProgress: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<ImportedLog>;
  /** By id, or by fingerprint: the newest of those with it. @throws RangeError when there is no such log */
  open(idOrFingerprint: string): Promise<LogEngine>;
  label(id: string, label: Partial<Pick<ImportedLog, "name" | "tag">>): Promise<void>;
  /** Deletes what interrupted imports left, which nobody could open. */
  deleteOrphans(): Promise<void>;
  /** Encodings of the files of a log, by their index. */
  encodingsOf(id: string): Promise<(string | undefined)[]>;
  /**
   * Runs while no tab imports a log or reads one again, which would bring back what is taken out meanwhile.
   *
   * @throws DOMException `AbortError` when the signal aborts before `run` begins
   */
  runAlone<T>(run: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Replaces names, tag and files of a log, if it is still there. */
  replace(entry: ImportedLog): Promise<void>;
  remove(id: string): Promise<void>;
}

/** An imported log as it is listed. Its database has its id as name, until it is read again. */
type CatalogEntry = ImportedLog & { database?: string };

/** Files to be read. */
interface Opened {
  sources: LogSource[];
  skipped: SkippedFile[];
  /** How far it is, while they are read. */
  progress: () => Omit<ImportProgress, "lines">;
}

class ImportCatalog extends Dexie {
  declare sets: Table<CatalogEntry, string>;

  constructor(log: string) {
    super(`${log}-sets`, refuseNewer());
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
  const prefix = `${log}-set-`;
  /** Shared by all who fill a log, in any tab; exclusive for who takes a value out of all logs. */
  const fillLock = `${log}-sets`;
  const databaseOf = ({ id, database = id }: Pick<CatalogEntry, "id" | "database">) => `${prefix}${database}`;
  const openDatabase = (name: string) => openIndexedDbStorage(name, { limits: importLimits, durability: "relaxed" });

  async function entryOf(id: string): Promise<CatalogEntry> {
    const entry = await catalog.sets.get(id);
    if (entry === undefined) throw new RangeError(`there is no imported log ${id}`);
    return entry;
  }

  const listed = async () => (await catalog.sets.toArray()).sort((a, b) => b.importedAtMs - a.importedAtMs);

  async function find(idOrFingerprint: string): Promise<CatalogEntry> {
    const entry = (await listed()).find(
      ({ id, fingerprint }) => id === idOrFingerprint || fingerprint === idOrFingerprint,
    );
    return entry ?? entryOf(idOrFingerprint);
  }

  async function engineOf(entry: CatalogEntry): Promise<LogEngine> {
    const name = databaseOf(entry);
    const engine =
      opened.get(name) ??
      openDatabase(name).then((storage) => createLogEngine(storage, ignoreReport, { isCompacted: true }));
    opened.set(name, engine);
    engine.catch(() => opened.delete(name));
    return engine;
  }

  async function deleteDatabase(name: string): Promise<void> {
    (await opened.get(name))?.close();
    opened.delete(name);
    await Dexie.delete(name);
  }

  /** Opens files, counting what is read of them. */
  async function open(files: File[], onChunk?: Fingerprinter["add"]): Promise<Opened> {
    const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
    let doneBytes = 0;
    const onBytes = (bytes: number) => void (doneBytes += bytes);
    const { sources, skipped } = await openSources(files, onBytes, onChunk);
    return { sources, skipped, progress: () => ({ doneBytes, totalBytes }) };
  }

  /** Opens the records of an imported log as files. */
  async function reopen(entry: CatalogEntry): Promise<Opened> {
    const engine = await engineOf(entry);
    const totalBytes = (await engine.parts()).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    let doneBytes = 0;
    const sources = storedSources(entry, engine.originalsOf, (bytes) => void (doneBytes += bytes));
    return { sources, skipped: entry.skipped ?? [], progress: () => ({ doneBytes, totalBytes }) };
  }

  /** Fills a new database; deletes it again when that, or what follows, fails. */
  async function fill<T>(
    { sources, progress }: Opened,
    onProgress: (progress: ImportProgress) => void,
    signal: AbortSignal,
    finish: (database: string, files: ImportedFile[]) => Promise<T>,
  ): Promise<T> {
    const database = randomUuid();
    const name = `${prefix}${database}`;
    return withLock(name, async () => {
      const storage = await openDatabase(name);
      try {
        const onLines = (lines: number) => onProgress({ ...progress(), lines });
        return await finish(database, await importLog(storage, sources, onLines, signal));
      } catch (error) {
        storage.close();
        await Dexie.delete(name);
        throw error;
      } finally {
        storage.close();
      }
    });
  }

  /** Deletes the databases of imports that a crash interrupted. A running import holds a lock on its database. */
  async function deleteOrphans(): Promise<void> {
    const known = new Set((await catalog.sets.toArray()).map(databaseOf));
    for (const name of await Dexie.getDatabaseNames()) {
      if (!name.startsWith(prefix) || known.has(name)) continue;
      await ifUnlocked(name, async () => {
        // An import may have ended since the list was read.
        const isOrphan = !(await catalog.sets.toArray()).some((entry) => databaseOf(entry) === name);
        if (isOrphan) await Dexie.delete(name);
      });
    }
  }

  /** Fills a new log and lists it. */
  function add(
    opened: Opened,
    { name, tag }: Pick<ImportedLog, "name" | "tag">,
    fingerprintOf: () => Promise<string | undefined>,
    onProgress: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<ImportedLog> {
    return fill(opened, onProgress, signal, async (id, files) => {
      const { skipped } = opened;
      const imported: ImportedLog = { id, name, tag, importedAtMs: nowMs(), files, skipped };
      const fingerprint = await fingerprintOf();
      if (fingerprint !== undefined) imported.fingerprint = fingerprint;
      await catalog.sets.add(imported);
      return imported;
    });
  }

  const importFiles: ImportedLogs["import"] = async (files, { name, tag, choices = [] }, onProgress, signal) => {
    await deleteOrphans();
    const fingerprinter = createFingerprinter(files);
    const opened = await open(files, fingerprinter.add);
    choose(opened, choices);
    return add(opened, { name, tag }, fingerprinter.finish, onProgress, signal);
  };

  const combine: ImportedLogs["combine"] = async (ids, { name, tag, beside }, onProgress, signal) => {
    await deleteOrphans();
    const entries = await Promise.all(ids.map(entryOf));
    const logs = await Promise.all(
      entries.map(async (entry) => ({ name: entry.name, files: entry.files, opened: await reopen(entry) })),
    );
    const fingerprinter = createFingerprinter(beside?.files ?? []);
    if (beside !== undefined) {
      const opened = await open(beside.files, fingerprinter.add);
      logs.push({ name: beside.name, files: [], opened });
    }
    const opened: Opened = {
      sources: combineSources(logs.map(({ opened: { sources }, ...log }) => ({ ...log, sources }))),
      skipped: logs.flatMap((log) => log.opened.skipped),
      progress: () => logs.map((log) => log.opened.progress()).reduce(addBytes),
    };
    const fingerprintOf = async () => {
      const parts = entries.map(({ fingerprint }) => fingerprint);
      return fingerprintOfParts(beside === undefined ? parts : [...parts, await fingerprinter.finish()]);
    };
    return add(opened, { name, tag }, fingerprintOf, onProgress, signal);
  };

  const readAgain: ImportedLogs["readAgain"] = async (id, choices, files, onProgress, signal) => {
    const entry = await entryOf(id);
    const source = files === undefined ? await reopen(entry) : await open(files);
    choose(source, choices);
    await fill(source, onProgress, signal, async (database, importedFiles) => {
      const read = files === undefined ? withUnread(importedFiles, entry.files) : importedFiles;
      await catalog.sets.update(id, { files: read, database } as never);
    });
    // Not waited for: a tab that is frozen may hold it, and what is left is deleted with the next orphans.
    void deleteDatabase(databaseOf(entry)).catch(() => undefined);
    return entryOf(id);
  };

  return {
    deleteOrphans,
    list: listed,
    async preview(files, signal) {
      const { sources, skipped } = await (typeof files === "string" ? reopen(await entryOf(files)) : open(files));
      return { files: await previewSources(sources, signal), skipped };
    },
    import: (files, options, onProgress, signal) =>
      withLock(fillLock, () => importFiles(files, options, onProgress, signal), { mode: "shared", signal }),
    combine: (ids, options, onProgress, signal) =>
      withLock(fillLock, () => combine(ids, options, onProgress, signal), { mode: "shared", signal }),
    readAgain: (id, choices, files, onProgress, signal) =>
      withLock(fillLock, () => readAgain(id, choices, files, onProgress, signal), { mode: "shared", signal }),
    runAlone: (run, signal) => withLock(fillLock, run, { signal }),
    open: async (idOrFingerprint) => engineOf(await find(idOrFingerprint)),
    async label(id, label) {
      if ((await catalog.sets.update(id, label)) === 0) throw new RangeError(`there is no imported log ${id}`);
    },
    async replace({ id, name, tag, files }) {
      await catalog.sets.update(id, { name, tag, files });
    },
    encodingsOf: async (idOrFingerprint) => (await find(idOrFingerprint)).files.map(({ encoding }) => encoding),
    async remove(id) {
      const entry = await catalog.sets.get(id);
      await catalog.sets.delete(id);
      if (entry !== undefined) await deleteDatabase(databaseOf(entry));
    },
  };
}

function addBytes(a: Omit<ImportProgress, "lines">, b: Omit<ImportProgress, "lines">) {
  return { doneBytes: a.doneBytes + b.doneBytes, totalBytes: a.totalBytes + b.totalBytes };
}

/** Adds choices to those of the files; what is undefined is chosen no more. */
function choose({ sources }: Opened, choices: ImportChoice[]): void {
  for (const [index, source] of sources.entries()) {
    const chosen = Object.entries({ ...source.choice, ...choices[index] }).filter(([, value]) => value !== undefined);
    source.choice = Object.fromEntries(chosen) as ImportChoice;
  }
}

/** Adds what records do not tell, but the files that were given: what was left out, and how they were packed. */
function withUnread(files: ImportedFile[], before: ImportedFile[]): ImportedFile[] {
  return files.map((file, index) => {
    const { repeats, notes, skippedLines = 0 } = before[index]!;
    if (repeats !== undefined) return before[index]!;
    const skipped = skippedLines + (file.skippedLines ?? 0);
    return { ...file, ...(notes && { notes }), ...(skipped > 0 && { skippedLines: skipped }) };
  });
}

/** Runs while holding a Web Lock, exclusively unless the options say otherwise; without a lock where there are none (an insecure context). */
async function withLock<T>(name: string, run: () => Promise<T>, options: LockOptions = {}): Promise<T> {
  if (navigator.locks === undefined) return run();
  return (await navigator.locks.request(name, options, run)) as T;
}

/** Runs only if nobody holds the Web Lock; does nothing where there are no locks. */
async function ifUnlocked(name: string, run: () => Promise<void>): Promise<void> {
  if (navigator.locks === undefined) return;
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await run();
  });
}
