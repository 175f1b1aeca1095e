import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  missing: "No call with this ID in the log",
  missingWhy: "It may have been rotated out of the log, be in another log, or be spelled differently.",
  search: "Search for it in Logs",
  openLog: "Another log can be opened in the header.",
  unreadable: "Couldn’t read the log",
  reading: "Reading the log…",
};

const ru = {
  missing: "В журнале нет вызова с этим ID",
  missingWhy: "Он мог быть удалён при ротации, стоять в другом журнале или писаться иначе.",
  search: "Искать его в журнале",
  openLog: "Другой журнал можно открыть в заголовке страницы.",
  unreadable: "Не удалось прочитать журнал",
  reading: "Журнал читается…",
} satisfies typeof en;

/** What a page about one call says before it has the call, and where the log has none. */
export const missingCallText: Dictionary<typeof en> = { en, ru };
