import type { UnloadJournal } from "../store-messages.ts";

/** The part of `localStorage` used here; the compiler settings of workers do not know its type. */
export interface JournalStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Largest journal, in UTF-16 units: the settings share the 5 million of `localStorage`. */
const maxJournalLength = 500_000;

/** The key is persisted: earlier versions wrote it, so it keeps their name. */
const prefixOf = (log: string) => `${log}:last-words:`;

/**
 * Writes the unacknowledged batches of a page that is being unloaded to `localStorage`, for the next page to replay. A worker
 * ends with its page, mostly before it reads the page's last message, and only this storage is synchronous.
 *
 * Writes all batches or none, because committing a batch acknowledges all before it. A journal that is too large, or finds no
 * space, is not written.
 */
export function writeUnloadJournal(storage: JournalStorage, log: string, { writer, batches }: UnloadJournal): void {
  if (batches.length === 0) return;
  try {
    const text = JSON.stringify(batches);
    if (text.length <= maxJournalLength) storage.setItem(prefixOf(log) + writer, text);
  } catch {
    // No storage or no space: these events are missing from the log.
  }
}

/** Reads the journals of unloaded pages; deletes those that cannot be parsed. */
export function findUnloadJournals(storage: JournalStorage, log: string): UnloadJournal[] {
  const found: UnloadJournal[] = [];
  for (const key of keysOf(storage, log)) {
    const writer = key.slice(prefixOf(log).length);
    try {
      const batches = JSON.parse(storage.getItem(key) ?? "[]") as UnloadJournal["batches"];
      if (!Array.isArray(batches)) throw new TypeError("not a list of batches");
      found.push({ writer, batches });
    } catch {
      storage.removeItem(key);
    }
  }
  return found;
}

/** Deletes a journal: it was committed, or its page came back and sends the batches itself. */
export function deleteUnloadJournal(storage: JournalStorage, log: string, writer: string): void {
  storage.removeItem(prefixOf(log) + writer);
}

/** Whether a key of `localStorage` belongs to an unload journal of this log. */
export function isUnloadJournalKey(key: string | null, log: string): boolean {
  return key?.startsWith(prefixOf(log)) ?? false;
}

function keysOf(storage: JournalStorage, log: string): string[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return keys.filter((key) => key !== null).filter((key) => isUnloadJournalKey(key, log));
}
