import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";

const en = {
  page: "Couldn’t load the page",
  part: "Couldn’t load this part of the page",
  why: "The server isn’t responding, or a new version was installed. Reload the console.",
  reload: "Reload",
};

const ru = {
  page: "Не удалось загрузить страницу",
  part: "Не удалось загрузить эту часть страницы",
  why: "Сервер не отвечает, или установлена новая версия. Перезагрузите консоль.",
  reload: "Перезагрузить",
} satisfies typeof en;

/** What stands where code could not be loaded. */
export const loadFailedText: Dictionary<typeof en> = { en, ru };
