import type { UnloadJournal } from "../store-messages.ts";

/** The part of `localStorage` that is needed here, which workers do not know even by type. */
export interface JournalStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Most that is left behind, in UTF-16 units: the settings share the 5 million of the storage. */
const maxLength = 500_000;

const prefixOf = (log: string) => `${log}:last-words:`;

/**
 * Leaves what is not acknowledged where the next page finds it: a worker dies with its page, mostly before it has read the
 * page's last message, and only this storage is written at once.
 *
 * All or nothing: a batch that is brought later stands for all before it.
 */
export function writeUnloadJournal(storage: JournalStorage, log: string, { writer, batches }: UnloadJournal): void {
  if (batches.length === 0) return;
  try {
    const words = JSON.stringify(batches);
    if (words.length <= maxLength) storage.setItem(prefixOf(log) + writer, words);
  } catch {
    // No storage, or no room: the log shows a hole where these events would stand.
  }
}

/** What pages have left behind, unreadable ones removed. */
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

/** Forgets what a page left behind: it is committed, or the page came back and sends it itself. */
export function deleteUnloadJournal(storage: JournalStorage, log: string, writer: string): void {
  storage.removeItem(prefixOf(log) + writer);
}

/** Whether a change of the storage is about words that a page of this log left. */
export function isUnloadJournalKey(key: string | null, log: string): boolean {
  return key?.startsWith(prefixOf(log)) ?? false;
}

function keysOf(storage: JournalStorage, log: string): string[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return keys.filter((key) => key !== null).filter((key) => isUnloadJournalKey(key, log));
}
