import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";

const en = {
  newer:
    "A newer version of the console keeps the log of this browser. This older one does not read or change it: open the newer version again, and everything is there. Reload this page to get it.",
  olderTab:
    "Another tab of this browser still has an older version of the console open. Close that tab and reload this page.",
};

const ru: typeof en = {
  newer:
    "Журнал этого браузера ведёт более новая версия консоли. Эта, старая, его не читает и не меняет: снова откройте новую версию, и всё будет на месте. Чтобы получить её, обновите страницу.",
  olderTab:
    "В другой вкладке этого браузера ещё открыта старая версия консоли. Закройте ту вкладку и обновите эту страницу.",
};

/** Why the log is in memory only, where a person can do something about it. */
export const memoryLogText: Dictionary<typeof en> = { en, ru };

/** The words for an error of the storage, which begins with its name; undefined where only the error itself tells it. */
export function memoryReason(problem: string, words: typeof en): string | undefined {
  switch (problem.split(":", 1)[0]) {
    case "VersionError":
      return words.newer;
    case "BlockedError":
      return words.olderTab;
    default:
      return undefined;
  }
}
