import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  label: "Query",
  clear: "Clear the query",
  stillValid: "The last valid query stays in force.",
  history: {
    title: "Recent queries",
    none: "No queries yet",
    remove: (query: string) => `Forget ${query}`,
    clear: "Forget all",
    kept: "Kept in this browser only; queries with a secret are not kept.",
  },
};

const ru = {
  label: "Запрос",
  clear: "Очистить запрос",
  stillValid: "Пока действует последний верный запрос.",
  history: {
    title: "Недавние запросы",
    none: "Запросов пока нет",
    remove: (query: string) => `Забыть ${query}`,
    clear: "Забыть все",
    kept: "Хранятся только в этом браузере; запросы с секретом не хранятся.",
  },
} satisfies typeof en;

/** The words of the query bar. */
export const queryBarText: Dictionary<typeof en> = { en, ru };
