import type { Dictionary } from "../kit/i18n/locale.svelte.ts";
import type { ShownZone } from "../kit/i18n/time-format.ts";
import { counted } from "../kit/i18n/plural.ts";

const en = {
  product: "AudioKit Console",
  pages: {
    synthesize: "Synthesize",
    recognize: "Recognize",
    voices: "Voices",
    archive: "Archive",
    workflows: "Workflows",
    dashboard: "Overview",
    logs: "Logs",
    health: "Health",
    settings: "Settings",
    connection: "Check connection",
  },
  navigation: "Pages",
  more: "More",
  skip: "Skip to content",
  notFound: "Page not found",
  notFoundWhy: "Check the address for typos.",
  toStart: "Go to Synthesize",
  loadFailed: "Couldn’t load the page",
  loadFailedWhy: "The server isn’t responding, or a new version was installed. Reload the console.",
  reload: "Reload",
  otherLanguage: "Русский",
  otherLanguageCode: "RU",
  theme: { system: "Theme: system", light: "Theme: light", dark: "Theme: dark" },
  zone: {
    local: (zone: string) => `Times: this computer’s zone, ${zone}`,
    utc: () => "Times: UTC",
    file: () => "Times: as in the file or UTC",
  } satisfies Record<ShownZone, (zone: string) => string>,
  zoneFile: "File",
  connection: {
    checking: "Checking…",
    direct: "Connected",
    envoy: "Connected via Envoy",
    barred: "No access to the platform",
    unreachable: "Disconnected",
    elsewhere: "Custom endpoint",
  },
  connectionWhy: {
    checking: "Contacting this page’s server.",
    direct:
      "The companion serves gRPC-Web directly, without Envoy. To run with Envoy as in production: npm run start:envoy.",
    envoy: "Calls go through Envoy, which converts gRPC-Web to gRPC, as in production.",
    barred:
      "This page’s server is up, but the last call didn’t reach the platform or was refused. Check connection tests each step.",
    unreachable:
      "This page’s server isn’t responding. Make sure npm start is running. The log and settings still work.",
    elsewhere: "Calls go to the endpoint in Settings. It’s checked by the first call.",
  },
  recording: { on: "Recording", paused: "Recording paused", stalled: "No audio from the microphone" },
  stopRecording: "Stop recording",
  lastCall: "Last call",
  noCalls: "No calls yet. Each call is logged and shown here.",
  liveLog: "Live log",
  logSets: "Imported logs",
  logSetsWhy:
    "The live log records this browser. Import log files (.jsonl, .jsonl.gz, .log) to open them beside it, or drop them anywhere on the page. They stay in this browser.",
  chosenLog: (name: string) => `Log: ${name}`,
  importFiles: "Import files…",
  importing: "Importing…",
  importNote: (done: string, total: string, lines: number) =>
    `${done} of ${total}, ${counted("en", lines, { one: "line", other: "lines" })}`,
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
    unknown: { title: "Import failed", advice: "Try again. The browser reported:" },
  },
  setFacts: (lines: number, when: string) =>
    `${counted("en", lines, { one: "line", other: "lines" })}, imported ${when}`,
  brokenLines: (count: number) =>
    counted("en", count, { one: "line skipped: not readable", other: "lines skipped: not readable" }),
  show: "Show",
  shown: "shown",
  rename: "Rename",
  name: "Name",
  tag: "Tag",
  tagHint: "For example, a ticket or customer",
  removeAsk: "Delete this log?",
  inMemory: "The log is in memory only and is lost when you close the page",
  exportLog: "Export…",
  dropHere: "Drop log files to open them beside the live log",
  outcome: { running: "running", success: "success", error: "failed", cancelled: "cancelled" },
};

const ru = {
  product: "AudioKit Console",
  pages: {
    synthesize: "Синтез",
    recognize: "Распознавание",
    voices: "Голоса",
    archive: "Архив",
    workflows: "Сценарии",
    dashboard: "Обзор",
    logs: "Журнал",
    health: "Состояние",
    settings: "Настройки",
    connection: "Проверка соединения",
  },
  navigation: "Страницы",
  more: "Ещё",
  skip: "Перейти к содержимому",
  notFound: "Страница не найдена",
  notFoundWhy: "Проверьте, нет ли в адресе опечатки.",
  toStart: "Перейти к синтезу",
  loadFailed: "Не удалось загрузить страницу",
  loadFailedWhy: "Сервер не отвечает, или установлена новая версия. Перезагрузите консоль.",
  reload: "Перезагрузить",
  otherLanguage: "English",
  otherLanguageCode: "EN",
  theme: { system: "Тема: системная", light: "Тема: светлая", dark: "Тема: тёмная" },
  zone: {
    local: (zone: string) => `Время: пояс этого компьютера, ${zone}`,
    utc: () => "Время: UTC",
    file: () => "Время: файл или UTC",
  },
  zoneFile: "Файл",
  connection: {
    checking: "Проверка…",
    direct: "Подключено",
    envoy: "Подключено через Envoy",
    barred: "Нет доступа к платформе",
    unreachable: "Нет соединения",
    elsewhere: "Другой адрес",
  },
  connectionWhy: {
    checking: "Обращаемся к серверу этой страницы.",
    direct: "Компаньон отдаёт gRPC-Web напрямую, без Envoy. Запуск с Envoy, как в рабочей среде: npm run start:envoy.",
    envoy: "Вызовы идут через Envoy, который преобразует gRPC-Web в gRPC, как в рабочей среде.",
    barred:
      "Сервер этой страницы отвечает, но последний вызов не дошёл до платформы или получил отказ. «Проверка соединения» проверит каждый шаг.",
    unreachable:
      "Сервер этой страницы не отвечает. Проверьте, что npm start запущен. Журнал и настройки работают и без него.",
    elsewhere: "Вызовы идут на адрес из настроек. Его проверит первый вызов.",
  },
  recording: { on: "Идёт запись", paused: "Запись на паузе", stalled: "С микрофона не поступает звук" },
  stopRecording: "Остановить запись",
  lastCall: "Последний вызов",
  noCalls: "Вызовов ещё не было. Каждый попадёт в журнал и появится здесь.",
  liveLog: "Текущий журнал",
  logSets: "Импортированные журналы",
  logSetsWhy:
    "В текущий журнал пишет этот браузер. Файлы журналов (.jsonl, .jsonl.gz, .log) можно импортировать и открыть рядом: выберите их или перетащите в любое место страницы. Они остаются в этом браузере.",
  chosenLog: (name: string) => `Журнал: ${name}`,
  importFiles: "Импортировать файлы…",
  importing: "Импорт…",
  importNote: (done: string, total: string, lines: number) =>
    `${done} из ${total}, ${counted("ru", lines, { one: "строка", few: "строки", many: "строк" })}`,
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
    unknown: { title: "Не удалось импортировать", advice: "Попробуйте ещё раз. Браузер сообщил:" },
  },
  setFacts: (lines: number, when: string) =>
    `${counted("ru", lines, { one: "строка", few: "строки", many: "строк" })}, импортирован ${when}`,
  brokenLines: (count: number) =>
    counted("ru", count, { one: "строка не прочитана", few: "строки не прочитаны", many: "строк не прочитано" }),
  show: "Показать",
  shown: "показан",
  rename: "Переименовать",
  name: "Название",
  tag: "Метка",
  tagHint: "Например, заявка или заказчик",
  removeAsk: "Удалить этот журнал?",
  inMemory: "Журнал хранится только в памяти и пропадёт при закрытии страницы",
  exportLog: "Экспорт…",
  dropHere: "Отпустите файлы журнала, чтобы открыть их рядом с текущим",
  outcome: { running: "выполняется", success: "успешно", error: "ошибка", cancelled: "отменён" },
} satisfies typeof en;

/** The words of the frame around every page. */
export const shellText: Dictionary<typeof en> = { en, ru };
