import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted } from "../../kit/i18n/plural.ts";

const en = {
  title: "Is this value in my log?",
  hint: "Searches all log files, imported logs and texts in this browser, in every encoding, also cut to its first 8 characters or more. The search isn’t logged. Sound and exported files aren’t searched.",
  value: "Secret value",
  valueHint: "Stays in this tab’s memory. Paste it without quotes.",
  problems: {
    short: "At least 4 characters: shorter values occur in texts by chance",
    mark: "This value is part of “[redacted]”, which replaces removed values",
    lines: "One line at a time, please",
  },
  search: "Search",
  searching: "Searching…",
  removing: "Removing…",
  failed: "The search failed",
  nowhere: "Not found",
  nowhereWhy: "The value isn’t in the logs or the stored texts, in any encoding.",
  found: (occurrences: number) => `Found ${counted("en", occurrences, { one: "time", other: "times" })}`,
  importedLogsUnread: "The browser gave no access to imported logs.",
  databasesUnread: "The browser gave no access to the archive and other stored texts.",

  place: "Where",
  holders: "Lines or records",
  occurrences: "Occurrences",
  backup: (file: string, backup: number) => (backup === 0 ? file : `${file}.${String(backup)}`),
  inImported: (name: string) => `Imported log “${name}”`,
  namesOf: (name: string) => `Imported log “${name}”: names and tag`,
  databases: {
    "audiokit-archive": "Archive in this browser",
    "audiokit-spoken": "Synthesis history",
    "audiokit-voice-previews": "Voice previews",
    "audiokit-voices": "Cloned voices",
    "audiokit-live": "Microphone recordings",
  } as Partial<Record<string, string>>,
  settings: "Settings and other small data",
  events: "Events with this value",
  eventsWhy: "Newest first; at most 100 per log. The value is shown as [redacted].",
  line: (file: string, number: string) => `${file}, line ${number}`,

  remove: "Remove…",
  removeTitle: "Remove the value?",
  removeWhy: (occurrences: number) =>
    `${counted("en", occurrences, { one: "occurrence", other: "occurrences" })} will be replaced by [redacted] in all tabs. This can’t be undone. Files already exported stay as they are. One event will record how much was removed, without the value.`,
  removeNow: "Remove",
  removed: (occurrences: number) =>
    `Removed ${counted("en", occurrences, { one: "occurrence", other: "occurrences" })}; nothing is left`,
  removedWhy: "If the secret is still valid, revoke it: copies may exist elsewhere.",
  cancelled: (occurrences: number) =>
    `Cancelled after ${counted("en", occurrences, { one: "occurrence", other: "occurrences" })}; the rest is still there`,
  incomplete: (occurrences: number) =>
    `Only ${counted("en", occurrences, { one: "occurrence was", other: "occurrences were" })} removed: the browser’s storage failed`,
  left: "Some occurrences are left",
};

const ru = {
  title: "Есть ли это значение в журнале?",
  hint: "Ищет во всех файлах журнала, импортированных журналах и текстах этого браузера, в любой кодировке, в том числе обрезанное до первых 8 символов и более. Поиск не записывается. Звук и выгруженные файлы не просматриваются.",
  value: "Секретное значение",
  valueHint: "Остаётся в памяти этой вкладки. Вставляйте без кавычек.",
  problems: {
    short: "Не меньше 4 символов: более короткие встречаются в текстах случайно",
    mark: "Это часть слова «[redacted]», которым заменяют удалённое",
    lines: "По одной строке за раз",
  },
  search: "Найти",
  searching: "Поиск…",
  removing: "Удаление…",
  failed: "Поиск не удался",
  nowhere: "Не найдено",
  nowhereWhy: "Значения нет ни в журналах, ни в сохранённых текстах, ни в какой кодировке.",
  found: (occurrences: number) =>
    `Найдено: ${counted("ru", occurrences, { one: "вхождение", few: "вхождения", many: "вхождений" })}`,
  importedLogsUnread: "Браузер не дал доступа к импортированным журналам.",
  databasesUnread: "Браузер не дал доступа к архиву и другим сохранённым текстам.",

  place: "Где",
  holders: "Строки или записи",
  occurrences: "Вхождения",
  backup: (file: string, backup: number) => (backup === 0 ? file : `${file}.${String(backup)}`),
  inImported: (name: string) => `Импортированный журнал «${name}»`,
  namesOf: (name: string) => `Импортированный журнал «${name}»: имена и метка`,
  databases: {
    "audiokit-archive": "Архив в этом браузере",
    "audiokit-spoken": "История синтеза",
    "audiokit-voice-previews": "Примеры голосов",
    "audiokit-voices": "Клоны голосов",
    "audiokit-live": "Записи микрофона",
  } as Partial<Record<string, string>>,
  settings: "Настройки и другие мелкие данные",
  events: "События с этим значением",
  eventsWhy: "Сначала новые, не больше 100 на журнал. Вместо значения показано [redacted].",
  line: (file: string, number: string) => `${file}, строка ${number}`,

  remove: "Удалить…",
  removeTitle: "Удалить значение?",
  removeWhy: (occurrences: number) =>
    `${counted("ru", occurrences, { one: "вхождение", few: "вхождения", many: "вхождений" })} — во всех вкладках на этом месте будет [redacted]. Отменить это нельзя. Уже выгруженные файлы не изменятся. Об удалении останется одно событие, без самого значения.`,
  removeNow: "Удалить",
  removed: (occurrences: number) =>
    `Удалено: ${counted("ru", occurrences, { one: "вхождение", few: "вхождения", many: "вхождений" })}; больше ничего не осталось`,
  removedWhy: "Если секрет ещё действует, отзовите его: копии могут быть и в других местах.",
  cancelled: (occurrences: number) =>
    `Прервано: удалено ${counted("ru", occurrences, { one: "вхождение", few: "вхождения", many: "вхождений" })}, остальное на месте`,
  incomplete: (occurrences: number) =>
    `Удалено только ${counted("ru", occurrences, { one: "вхождение", few: "вхождения", many: "вхождений" })}: хранилище браузера дало сбой`,
  left: "Часть вхождений осталась",
} satisfies typeof en;

/** The words about finding a value and removing it. */
export const valueText: Dictionary<typeof en> = { en, ru };
