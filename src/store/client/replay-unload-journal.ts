import { findLastWords, forgetLastWords, isLastWords, leaveLastWords, type LastWords } from "./unload-journal.ts";
import type { WorkerLink } from "./worker-link.ts";

/** What the log of a page does about the words of pages that went, its own in the end. */
export interface WordsKeeper {
  /** Brings what others left into the log. */
  adopt(): void;
  close(): void;
}

/**
 * Leaves the page's last words when it goes, takes them back when it returns from the browser's cache, and brings what
 * other pages left into the log, also while this one lives. Does nothing where the browser gives no storage.
 *
 * @param writer this page's name as a writer
 * @param sendAll sends what is queued and gives all that is not settled
 */
export function keepLastWords(
  link: WorkerLink,
  log: string,
  writer: string,
  sendAll: () => LastWords["batches"],
): WordsKeeper {
  const storage = openStorage();
  if (storage === undefined) return { adopt: () => undefined, close: () => undefined };
  const ending = new AbortController();
  const { signal } = ending;

  function adopt(): void {
    for (const words of findLastWords(storage!, log)) {
      link
        .ask("adopt", words)
        .then(() => forgetLastWords(storage!, log, words.writer))
        .catch(() => {
          // They stay where they are, for the next page.
        });
    }
  }

  addEventListener("pagehide", () => leaveLastWords(storage, log, { writer, batches: sendAll() }), { signal });
  addEventListener("pageshow", ({ persisted }) => persisted && forgetLastWords(storage, log, writer), { signal });
  addEventListener("storage", ({ key, newValue }) => newValue !== null && isLastWords(key, log) && adopt(), { signal });
  return { adopt, close: () => ending.abort() };
}

function openStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
