import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted } from "../../kit/i18n/plural.ts";

const en = {
  placeholder: "Page, view, field, action or query",
  items: "Found",
  kinds: {
    page: "Page",
    view: "View",
    action: "Action",
    log: "Log",
    field: "Field",
    query: "Recent query",
  },
  found: (count: number) => counted("en", count, { one: "item", other: "items" }),
  shownOf: (shown: string, all: string) => `${shown} of ${all}. Type more to narrow it down.`,
  request: (id: string) => `Request ${id}`,
  search: (words: string) => `Search the log for “${words}”`,
  language: (name: string) => `Language: ${name}`,
  exportLog: "Export the log…",
  importedLogs: "Choose an imported log…",
  ownCalls: { show: "Show calls of the console", hide: "Hide calls of the console" },
};

const ru = {
  placeholder: "Страница, вид, поле, действие или запрос",
  items: "Найдено",
  kinds: {
    page: "Страница",
    view: "Вид",
    action: "Действие",
    log: "Журнал",
    field: "Поле",
    query: "Недавний запрос",
  },
  found: (count: number) => counted("ru", count, { one: "пункт", few: "пункта", many: "пунктов" }),
  shownOf: (shown: string, all: string) => `${shown} из ${all}. Уточните запрос, чтобы сузить список.`,
  request: (id: string) => `Запрос ${id}`,
  search: (words: string) => `Искать в журнале «${words}»`,
  language: (name: string) => `Язык: ${name}`,
  exportLog: "Экспорт журнала…",
  importedLogs: "Выбрать импортированный журнал…",
  ownCalls: { show: "Показать вызовы консоли", hide: "Скрыть вызовы консоли" },
} satisfies typeof en;

/** The words of the command palette. */
export const paletteText: Dictionary<typeof en> = { en, ru };
