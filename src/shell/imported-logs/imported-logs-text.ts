import { counted } from "../../kit/i18n/plural.ts";
import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";

const en = {
  logSets: "Imported logs",
  logSetsWhy:
    "The live log records this browser. Open log files of any kind or support bundles beside it, packed or not, or drop them anywhere. They stay in this browser.",
  importing: "Importing…",
  importNote: (done: string, total: string, lines: number) =>
    `${done} of ${total}, ${counted("en", lines, { one: "line", other: "lines" })}`,
  verifying: "Checking the support bundle…",
  verifyNote: (done: string, total: string) => `${done} of ${total}`,
  importProblems: {
    too_large: { title: "The file is too large", advice: "Import fewer files at once." },
    unreadable: {
      title: "Couldn’t read the file",
      advice: "It may be damaged or moved. Get it again, gzipped or uncompressed.",
    },
    empty: { title: "The files have no log lines", advice: "Choose a log that isn’t empty." },
    quota: {
      title: "Not enough space for this log",
      advice: "Delete imported logs you don’t need, or free up disk space.",
    },
    bundle_cut: { title: "The support bundle is incomplete", advice: "Part of the file is missing. Get it again." },
    bundle_damaged: {
      title: "The support bundle is damaged or was changed",
      advice: "Nothing was taken from it. Ask for it again.",
    },
    bundle_unsafe: {
      title: "The support bundle was refused: it isn’t safe",
      advice: "Nothing was taken from it. No console makes such a file.",
    },
    bundle_newer: {
      title: "The support bundle is from a newer console",
      advice: "Update this console and open it again.",
    },
    bundle_no_manifest: {
      title: "This is no support bundle",
      advice: "It has the name of one, but says nothing about itself.",
    },
    bundle_too_large: { title: "The support bundle is too large", advice: "Ask for a shorter time range." },
    bundle_unreadable: {
      title: "Couldn’t read the support bundle",
      advice: "The file may have been moved. Choose it again.",
    },
    unknown: { title: "Import failed", advice: "Try again. The browser reported:" },
  },
  setFacts: (lines: number, when: string) =>
    `${counted("en", lines, { one: "line", other: "lines" })}, imported ${when}`,
  brokenLines: (count: number) =>
    counted("en", count, { one: "line skipped: not readable", other: "lines skipped: not readable" }),
  pick: (name: string) => `Select ${name}`,
  picked: (count: number) => `${String(count)} selected`,
  openTogether: "Open together",
  compare: "Compare",
  openTogetherWhy:
    "Together they make one log: by time, joined by request ID, each line with its source. The logs stay; the live log is taken as it is now.",
  show: "Show",
  shown: "shown",
  missingLogWhy: "Open or drop its files here. The filter of the link stays.",
  missingLogLines: (lines: number) => counted("en", lines, { one: "record", other: "records" }),
  fingerprint: "Fingerprint",
  otherLog: (name: string) => `${name} is another log`,
  showInstead: "Show it with this filter",
  rename: "Rename",
  name: "Name",
  tag: "Tag",
  tagHint: "For example, a ticket or customer",
  removeAsk: "Delete this log?",
};

const ru = {
  logSets: "Импортированные журналы",
  logSetsWhy:
    "Текущий журнал ведёт этот браузер. Рядом можно открыть файлы журналов любого вида и пакеты для поддержки, сжатые и нет, или перетащить их в любое место. Они остаются в этом браузере.",
  importing: "Импорт…",
  importNote: (done: string, total: string, lines: number) =>
    `${done} из ${total}, ${counted("ru", lines, { one: "строка", few: "строки", many: "строк" })}`,
  verifying: "Проверка пакета для поддержки…",
  verifyNote: (done: string, total: string) => `${done} из ${total}`,
  importProblems: {
    too_large: { title: "Файл слишком велик", advice: "Импортируйте меньше файлов за раз." },
    unreadable: {
      title: "Не удалось прочитать файл",
      advice: "Возможно, он повреждён или перемещён. Получите его ещё раз, в gzip или без сжатия.",
    },
    empty: { title: "В файлах нет строк журнала", advice: "Выберите непустой журнал." },
    quota: {
      title: "Для этого журнала не хватает места",
      advice: "Удалите ненужные импортированные журналы или освободите место на диске.",
    },
    bundle_cut: { title: "Пакет для поддержки неполный", advice: "Части файла не хватает. Получите его ещё раз." },
    bundle_damaged: {
      title: "Пакет для поддержки повреждён или изменён",
      advice: "Из него ничего не взято. Попросите прислать его ещё раз.",
    },
    bundle_unsafe: {
      title: "Пакет для поддержки отклонён: он небезопасен",
      advice: "Из него ничего не взято. Консоль таких файлов не создаёт.",
    },
    bundle_newer: {
      title: "Пакет для поддержки создан более новой консолью",
      advice: "Обновите эту консоль и откройте его снова.",
    },
    bundle_no_manifest: {
      title: "Это не пакет для поддержки",
      advice: "Имя подходит, но описания содержимого в файле нет.",
    },
    bundle_too_large: { title: "Пакет для поддержки слишком велик", advice: "Попросите пакет за меньшее время." },
    bundle_unreadable: {
      title: "Не удалось прочитать пакет для поддержки",
      advice: "Возможно, файл перемещён. Выберите его снова.",
    },
    unknown: { title: "Не удалось импортировать", advice: "Попробуйте ещё раз. Браузер сообщил:" },
  },
  setFacts: (lines: number, when: string) =>
    `${counted("ru", lines, { one: "строка", few: "строки", many: "строк" })}, импортирован ${when}`,
  brokenLines: (count: number) =>
    counted("ru", count, { one: "строка не прочитана", few: "строки не прочитаны", many: "строк не прочитано" }),
  pick: (name: string) => `Выбрать ${name}`,
  picked: (count: number) => `Выбрано: ${String(count)}`,
  openTogether: "Открыть вместе",
  compare: "Сравнить",
  openTogetherWhy:
    "Вместе — один журнал: по времени, с общими ID запросов, у каждой строки поле source. Сами журналы останутся; текущий берётся таким, как он есть сейчас.",
  show: "Показать",
  shown: "показан",
  missingLogWhy: "Откройте или перетащите сюда его файлы. Фильтр ссылки сохранится.",
  missingLogLines: (lines: number) => counted("ru", lines, { one: "запись", few: "записи", many: "записей" }),
  fingerprint: "Отпечаток",
  otherLog: (name: string) => `${name} — другой журнал`,
  showInstead: "Показать его с этим фильтром",
  rename: "Переименовать",
  name: "Название",
  tag: "Метка",
  tagHint: "Например, заявка или заказчик",
  removeAsk: "Удалить этот журнал?",
} satisfies typeof en;

/** The words about imported logs, beside those that the frame shows at once. */
export const importedLogsText: Dictionary<typeof en> = { en, ru };
