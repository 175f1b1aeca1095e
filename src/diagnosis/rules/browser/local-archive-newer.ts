import { weigh } from "../../evidence.ts";
import { localFailure } from "../../local-archive-failure.ts";
import type { Rule } from "../../rule.ts";

/** A newer version of the console made the archive of this browser. */
export const localArchiveNewer: Rule = {
  cause: "local-archive-newer",
  about: "request",
  hops: ["browser"],
  words: {
    en: {
      title: "The archive was made by a newer version of the console",
      why: "This page is an older version than the one that this browser ran before. It neither reads nor changes what that version keeps.",
      next: "Reload the page to get the newer version; if it stays old, clear the page from the browser’s cache or ask who runs the console. The sound can still be downloaded.",
    },
    ru: {
      title: "Архив создан более новой версией консоли",
      why: "Эта страница старее той, что открывали в этом браузере раньше. Она не читает и не меняет того, что хранит новая версия.",
      next: "Обновите страницу, чтобы получить новую версию; если она остаётся старой, очистите кэш браузера для этой страницы или обратитесь к тому, кто обслуживает консоль. Звук по-прежнему можно скачать.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        localFailure(clues, /^VersionError$/),
        // Dexie's words for a database that it has not opened begin with the reason.
        localFailure(clues, /^(?:OpenFailedError|DatabaseClosedError)$/, /^VersionError/),
      ],
    }),
};
