import { weigh } from "../../evidence.ts";
import { localFailure } from "../../local-archive-failure.ts";
import type { Rule } from "../../rule.ts";

/** Dexie's words begin with the browser's reason: a database of a newer version is a cause of its own. */
const notNewer = /^(?!VersionError)./;

/** The browser does not open its storage for this page. */
export const storageBlocked: Rule = {
  cause: "storage-blocked",
  about: "request",
  hops: ["browser"],
  words: {
    en: {
      title: "The browser does not open its storage for this page",
      why: "The local archive is kept in IndexedDB, which the browser refused: in a private window, where site data is blocked, or where its own files are damaged or the disk is full.",
      next: "Allow site data for this address, or use a usual window. If that is not it, look whether the disk is full, and restart the browser. The sound can still be downloaded.",
    },
    ru: {
      title: "Браузер не открывает хранилище для этой страницы",
      why: "Локальный архив хранится в IndexedDB, и браузер в этом отказал: так бывает в приватном окне, при запрете данных сайта, при повреждении его файлов или заполненном диске.",
      next: "Разрешите данные сайта для этого адреса или откройте обычное окно. Если дело не в этом, проверьте место на диске и перезапустите браузер. Звук по-прежнему можно скачать.",
    },
  },
  find: (clues) =>
    weigh({
      // Dexie's names for a database that does not open, and those of the browsers.
      decisive: [
        localFailure(clues, /^(?:MissingAPIError|SecurityError|NotAllowedError)$/),
        localFailure(clues, /^OpenFailedError$/, notNewer),
      ],
      strong: [
        localFailure(clues, /^(?:InvalidStateError|UnknownError)$/),
        localFailure(clues, /^DatabaseClosedError$/, notNewer),
      ],
    }),
};
