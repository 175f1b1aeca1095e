import { findUnloadJournals, deleteUnloadJournal, isUnloadJournalKey, writeUnloadJournal } from "./unload-journal.ts";
import type { UnloadJournal } from "../store-messages.ts";
import type { WorkerLink } from "./worker-link.ts";

/** What the log of a page does about the words of pages that went, its own in the end. */
export interface UnloadJournalReplay {
  /** Brings what others left into the log. */
  adopt(): void;
  close(): void;
}

/**
 * Leaves the page's last words when it goes, takes them back when it returns from the browser's cache, and brings what
 * other pages left into the log, also while this one lives. Does nothing where the browser gives no storage.
 *
 * @param writer this page's name as a writer
 * @param sendAll sends what is queued and gives all that is not acknowledged
 */
export function replayUnloadJournals(
  link: WorkerLink,
  log: string,
  writer: string,
  sendAll: () => UnloadJournal["batches"],
): UnloadJournalReplay {
  const storage = openStorage();
  if (storage === undefined) return { adopt: () => undefined, close: () => undefined };
  const ending = new AbortController();
  const { signal } = ending;

  function adopt(): void {
    for (const words of findUnloadJournals(storage!, log)) {
      link
        .ask("adopt", words)
        .then(() => deleteUnloadJournal(storage!, log, words.writer))
        .catch(() => {
          // They stay where they are, for the next page.
        });
    }
  }

  addEventListener("pagehide", () => writeUnloadJournal(storage, log, { writer, batches: sendAll() }), { signal });
  addEventListener("pageshow", ({ persisted }) => persisted && deleteUnloadJournal(storage, log, writer), { signal });
  addEventListener("storage", ({ key, newValue }) => newValue !== null && isUnloadJournalKey(key, log) && adopt(), {
    signal,
  });
  return { adopt, close: () => ending.abort() };
}

function openStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
