import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";

const en = {
  shown: "What is shown",
  calls: (calls: number, lines: number) =>
    `${counted("en", calls, { one: "call", other: "calls" })} (${counted("en", lines, { one: "line", other: "lines" })})`,
  events: (events: number) => counted("en", events, { one: "event", other: "events" }),
  whole: "The whole log",
  nothing: "Nothing is logged yet.",
  forms: {
    jsonl: "Console JSONL",
    original: "Original",
    columns: "CSV, columns of the list",
    fields: "CSV, all fields",
    text: "Text",
  },
  collecting: (done: string) => `${done} collected`,
};

const ru = {
  shown: "То, что показано",
  calls: (calls: number, lines: number) =>
    `${counted("ru", calls, { one: "вызов", few: "вызова", many: "вызовов" })} (${counted("ru", lines, { one: "строка", few: "строки", many: "строк" })})`,
  events: (events: number) => counted("ru", events, { one: "событие", few: "события", many: "событий" }),
  whole: "Весь журнал",
  nothing: "Пока ничего не записано.",
  forms: {
    jsonl: "Console JSONL",
    original: "Оригинал",
    columns: "CSV, столбцы списка",
    fields: "CSV, все поля",
    text: "Текст",
  },
  collecting: (done: string) => `собрано ${done}`,
} satisfies typeof en;

/** The words of the export. */
export const exportText: Dictionary<typeof en> = { en, ru };
