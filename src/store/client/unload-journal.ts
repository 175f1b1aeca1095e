import { gapEvent, lossOf } from "../../logging/log-gap.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { isMinor } from "../event-priority.ts";
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
const maxJournalLength = 2_000_000;

/** The key is persisted: earlier versions wrote it, so it keeps their name. */
const prefixOf = (log: string) => `${log}:last-words:`;

/**
 * Writes the unacknowledged batches of a page that is being unloaded to `localStorage`, for the next page to replay. A worker
 * ends with its page, mostly before it reads the page's last message, and only this storage is synchronous.
 *
 * Every batch is written, because committing a batch acknowledges all before it. Of more than two million characters, or
 * where there is no space, the events that find no room are left out, DEBUG and INFO first: a gap event in their batch says
 * so. Where not even that finds space, nothing is written.
 */
export function writeUnloadJournal(storage: JournalStorage, log: string, { writer, batches }: UnloadJournal): void {
  if (batches.length === 0) return;
  for (const room of [maxJournalLength, 0]) {
    try {
      storage.setItem(prefixOf(log) + writer, JSON.stringify(fitBatches(batches, room)));
      return;
    } catch {
      // No storage or no space: the second round writes only what is missing from the log.
    }
  }
}

/** The batches with as many of their events as find room; a gap event stands for the others. */
function fitBatches(batches: UnloadJournal["batches"], room: number): UnloadJournal["batches"] {
  const events = batches.flatMap((batch) => batch.events);
  const kept = new Set<LogEvent>();
  let free = room;
  for (const event of [...events.filter((one) => !isMinor(one)), ...events.filter(isMinor)]) {
    const length = JSON.stringify(event).length + 1;
    if (length > free) continue;
    free -= length;
    kept.add(event);
  }
  return batches.map(({ batch, events }) => {
    const lost = events.filter((event) => !kept.has(event));
    const written = events.filter((event) => kept.has(event));
    return {
      batch,
      events: lost.length === 0 ? written : [...written, gapEvent(lossOf("page_left", lost), lost.at(-1)!)],
    };
  });
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
