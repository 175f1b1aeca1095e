import { findUnloadJournals, deleteUnloadJournal, isUnloadJournalKey, writeUnloadJournal } from "./unload-journal.ts";
import type { UnloadJournal } from "../store-messages.ts";
import type { WorkerLink } from "./worker-link.ts";

/** Writes the unload journal of this page and replays those of others. Must be closed. */
export interface UnloadJournalReplay {
  /** Replays the journals that are there. Never rejects: what fails stays for the next page. */
  replay(): Promise<void>;
  close(): void;
}

/**
 * Writes the page's unacknowledged batches to the unload journal on `pagehide`, deletes the journal when the page returns
 * from the back-forward cache, and replays journals that other tabs write meanwhile. Does nothing where the browser gives no
 * `localStorage`.
 *
 * @param writer writer id of this page
 * @param sendAll sends what is queued and returns all unacknowledged batches
 */
export function replayUnloadJournals(
  link: WorkerLink,
  log: string,
  writer: string,
  sendAll: () => UnloadJournal["batches"],
): UnloadJournalReplay {
  const storage = openStorage();
  if (storage === undefined) return { replay: () => Promise.resolve(), close: () => undefined };
  const closing = new AbortController();
  const { signal } = closing;

  async function replay(): Promise<void> {
    const replayed = findUnloadJournals(storage!, log).map(async (journal) => {
      await link.request("replayJournal", journal);
      deleteUnloadJournal(storage!, log, journal.writer);
    });
    // A journal that fails stays for the next page.
    await Promise.allSettled(replayed);
  }

  addEventListener("pagehide", () => writeUnloadJournal(storage, log, { writer, batches: sendAll() }), { signal });
  addEventListener("pageshow", ({ persisted }) => persisted && deleteUnloadJournal(storage, log, writer), { signal });
  addEventListener(
    "storage",
    ({ key, newValue }) => newValue !== null && isUnloadJournalKey(key, log) && void replay(),
    {
      signal,
    },
  );
  return { replay, close: () => closing.abort() };
}

function openStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
