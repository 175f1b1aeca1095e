import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted } from "../../kit/i18n/plural.ts";

const en = {
  searchFile: "Search lines",
  lines: (count: number) => counted("en", count, { one: "line", other: "lines" }),
  fileList: "Lines, newest first",

  searchedFor: "Searched for:",
  emptyFile: "This file is empty",
  emptyFileWhy: {
    "tts_utility.log": "Every event is logged here as a line of text, including DEBUG.",
    "tts_errors.log": "ERROR and CRITICAL events are logged here.",
  },
  noLine: "No matching lines",
  toEvent: "Show the event",
  failed: "Couldn’t read the log",

  close: "Close (Esc)",

  export: "Export",
  exportTitle: "Export the log",
  exportWhy:
    "Each file is saved byte for byte. .1 is the newest backup. The chain shows later whether lines were changed: see Settings.",
  original: "Original",
  originalWhy: "The records of each file, byte for byte.",
  consoleJsonl: "Console JSONL",
  consoleJsonlWhy: "All records by time, in the console’s fields, each with its original. For jq and SQL.",
  gzip: "Compress with gzip",
  saveName: (name: string) => `Save ${name}`,
  saving: (name: string) => `Saving ${name}…`,
  progress: (done: string, total: string) => `${done} of ${total}`,
  saved: (name: string) => `${name} saved`,
  downloading: (name: string) => `Downloading ${name}`,
  cancelled: (name: string) => `Saving ${name} cancelled`,
  saveFailed: (name: string) => `Couldn’t save ${name}`,
  file: "File",
  size: "Size",
  linesHead: "Lines",
};

const ru = {
  searchFile: "Поиск по строкам",
  lines: (count: number) => counted("ru", count, { one: "строка", few: "строки", many: "строк" }),
  fileList: "Строки, сначала новые",

  searchedFor: "Искали:",
  emptyFile: "Этот файл пуст",
  emptyFileWhy: {
    "tts_utility.log": "Каждое событие записывается сюда строкой текста, в том числе DEBUG.",
    "tts_errors.log": "Сюда записываются события ERROR и CRITICAL.",
  },
  noLine: "Нет подходящих строк",
  toEvent: "Показать событие",
  failed: "Не удалось прочитать журнал",

  close: "Закрыть (Esc)",

  export: "Экспорт",
  exportTitle: "Экспорт журнала",
  exportWhy:
    "Каждый файл сохраняется байт в байт. .1 — самая новая резервная копия. Цепочка потом покажет, менялись ли строки: см. «Настройки».",
  original: "Оригинал",
  originalWhy: "Записи каждого файла, байт в байт.",
  consoleJsonl: "Console JSONL",
  consoleJsonlWhy: "Все записи по времени, в полях консоли, каждая со своим оригиналом. Для jq и SQL.",
  gzip: "Сжать gzip",
  saveName: (name: string) => `Сохранить ${name}`,
  saving: (name: string) => `Сохраняем ${name}…`,
  progress: (done: string, total: string) => `${done} из ${total}`,
  saved: (name: string) => `Файл ${name} сохранён`,
  downloading: (name: string) => `Браузер скачивает ${name}`,
  cancelled: (name: string) => `Сохранение ${name} отменено`,
  saveFailed: (name: string) => `Не удалось сохранить ${name}`,
  file: "Файл",
  size: "Размер",
  linesHead: "Строки",
} satisfies typeof en;

/** The words of the logs page. */
export const logsText: Dictionary<typeof en> = { en, ru };
