import { weigh } from "../../evidence.ts";
import { localFailure } from "../../local-archive-failure.ts";
import type { Rule } from "../../rule.ts";

/** There is no room for what was to be saved in this browser. */
export const localArchiveFull: Rule = {
  cause: "local-archive-full",
  about: "request",
  hops: ["browser"],
  words: {
    en: {
      title: "The archive of this browser is full",
      why: "The sound was not saved: it would go over the limit in Settings, or the browser gives this page no more storage.",
      next: "Delete sounds in the archive, or raise its limit in Settings, and save again. If the browser itself has no room, free space on the disk.",
    },
    ru: {
      title: "Архив этого браузера заполнен",
      why: "Звук не сохранён: он превысил бы предел из настроек, либо браузер больше не даёт странице места.",
      next: "Удалите записи из архива или увеличьте его предел в настройках и сохраните ещё раз. Если места нет у самого браузера, освободите его на диске.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        localFailure(clues, /^QuotaExceededError$/),
        localFailure(clues, /^ArchiveError$/, /bytes do not fit: .*|the browser gives this page no more storage/),
      ],
    }),
};
