import type { Dictionary } from "./locale.svelte.ts";
import { counted } from "./plural.ts";

const en = {
  closePane: "Close (Esc)",
  copied: "Copied",
  copyFailed: "Copying was blocked by the browser",
  explain: "What’s this?",
  timesIn: (zone: string) => `Times in ${zone}`,
  asWritten: "Times as in the file, else UTC",
  noValue: "no number",
  newRows: (count: number) => counted("en", count, { one: "new row", other: "new rows" }),
};

const ru = {
  closePane: "Закрыть (Esc)",
  copied: "Скопировано",
  copyFailed: "Браузер не разрешил копирование",
  explain: "Что это?",
  timesIn: (zone: string) => `Время: ${zone}`,
  asWritten: "Время как в файле, иначе UTC",
  noValue: "нет числа",
  newRows: (count: number) => counted("ru", count, { one: "новая строка", few: "новые строки", many: "новых строк" }),
} satisfies typeof en;

/** The labels that elements bring themselves. */
export const kitText: Dictionary<typeof en> = { en, ru };
