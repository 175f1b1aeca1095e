import { importLimits, importLog } from "../../src/store/import/import-log.ts";
import type { LogSource } from "../../src/store/import/log-source.ts";
import { openSources, storedSources } from "../../src/store/import/open-sources.ts";
import type { ImportChoice, ImportedFile, LogReader, StoredEvent } from "../../src/store/log-store.ts";
import { createMemoryStorage } from "../../src/store/storage/memory-storage.ts";
import { createLogEngine } from "../../src/store/worker/log-engine.ts";

/** A file of an import, in memory. */
export interface GivenFile {
  name: string;
  content: string | Uint8Array<ArrayBuffer>;
}

/** What an import made of files, in memory. */
export interface ImportedInMemory {
  files: ImportedFile[];
  /** Oldest first. */
  rows: StoredEvent[];
  log: Pick<LogReader, "query" | "explore" | "exploreRows" | "patterns">;
  /** The records of a file, byte for byte, each with a line feed. */
  original(file: number): Promise<Uint8Array>;
  /** Reads the log again from its own records, as after a reload of the page. */
  again(choice?: ImportChoice): Promise<ImportedInMemory>;
}

/** Imports files as the worker does, into memory. */
export async function importFiles(given: GivenFile[], choice: ImportChoice = {}): Promise<ImportedInMemory> {
  const files = given.map(({ name, content }) => new File([content], name, { lastModified: Date.UTC(2026, 1, 1) }));
  const { sources } = await openSources(files, () => undefined);
  for (const source of sources) source.choice = choice;
  return importSources(sources);
}

async function importSources(sources: LogSource[]): Promise<ImportedInMemory> {
  const storage = createMemoryStorage(importLimits);
  const imported = await importLog(storage, sources, () => undefined, new AbortController().signal);
  const engine = createLogEngine(storage, () => undefined);
  const { rows } = await engine.query({}, { limit: 1_000_000 });
  return {
    files: imported,
    rows: rows.toReversed(),
    log: engine,
    async original(file) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of engine.originalsOf(file)) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    again(choice = {}) {
      const log = { id: "", name: "", tag: "", importedAtMs: Date.now(), files: imported };
      const stored = storedSources(log, engine.originalsOf, () => undefined);
      for (const source of stored) source.choice = { ...source.choice, ...choice };
      return importSources(stored);
    },
  };
}
