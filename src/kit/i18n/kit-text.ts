import type { Dictionary } from "./locale.svelte.ts";
import { counted } from "./plural.ts";

const en = {
  cancel: "Cancel",
  close: "Close",
  closePane: "Close (Esc)",
  copied: "Copied",
  copy: "Copy",
  copyFailed: "The browser refused to copy",
  explain: "What is this?",
  newRows: (count: number) => counted("en", count, { one: "new", other: "new" }),
  optional: "optional",
};

const ru = {
  cancel: "Отмена",
  close: "Закрыть",
  closePane: "Закрыть (Esc)",
  copied: "Скопировано",
  copy: "Копировать",
  copyFailed: "Браузер не разрешил копирование",
  explain: "Что это?",
  newRows: (count: number) => counted("ru", count, { one: "новая", few: "новые", many: "новых", other: "новых" }),
  optional: "необязательно",
} satisfies typeof en;

/** The labels that elements bring themselves. */
export const kitText: Dictionary<typeof en> = { en, ru };
