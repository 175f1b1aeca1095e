import type { Dictionary } from "../kit/i18n/locale.svelte.ts";
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
  skip: "Skip to the content",
  notFound: "There is no such page",
  notFoundWhy: "The address may be mistyped, or the page has moved.",
  toStart: "Go to Synthesize",
  loadFailed: "The page could not be loaded",
  loadFailedWhy: "The server does not answer, or a newer version was installed. Load the console again.",
  reload: "Load again",
  otherLanguage: "Русский",
  otherLanguageCode: "RU",
  theme: { system: "Theme: as the system", light: "Theme: light", dark: "Theme: dark" },
  connection: {
    checking: "Checking…",
    direct: "Connected",
    envoy: "Connected via Envoy",
    barred: "No access to the platform",
    unreachable: "No connection",
    elsewhere: "Other endpoint",
  },
  connectionWhy: {
    checking: "Asking the server of this page.",
    direct:
      "The companion serves gRPC-Web to this page directly, without Envoy. In production an Envoy stands in between; npm run start:envoy starts the same here.",
    envoy: "Calls go through Envoy, which turns gRPC-Web into gRPC, as in production.",
    barred:
      "The server of this page answers, but the last call did not get through to the platform, or was not let in. The check looks at every step in between.",
    unreachable:
      "The server of this page does not answer: see that npm start is still running. Logs and settings work without it.",
    elsewhere: "Calls go to the endpoint chosen in Settings. It is not asked in advance: the first call will tell.",
  },
  lastCall: "Last call",
  noCalls: "No calls yet. Each one will be logged and shown here.",
  liveLog: "Live log",
  logSets: "Log sets",
  logSetsWhy:
    "The live log is what this browser does. A set is a log of somebody else, read from files and kept beside it: .jsonl, .jsonl.gz, .log, several parts at once. Drop them anywhere on the page. They stay in this browser.",
  chosenLog: (name: string) => `Log: ${name}`,
  importFiles: "Import files…",
  importing: "Reading the files",
  importNote: (done: string, total: string, lines: number) =>
    `${done} of ${total}, ${counted("en", lines, { one: "line", other: "lines" })}`,
  importProblems: {
    too_large: { title: "The file is too large", advice: "Take fewer parts of the log at once." },
    unreadable: {
      title: "The file cannot be read",
      advice: "It may be damaged, or gone since it was chosen. Ask for it again, packed by gzip or not at all.",
    },
    empty: { title: "The files hold no line", advice: "Choose a log in which something was written." },
    quota: {
      title: "There is no room for this log",
      advice: "Remove sets that are no longer needed, or make room on the disk.",
    },
    unknown: { title: "The import failed", advice: "Try it once more. The browser gave this reason:" },
  },
  setFacts: (lines: number, when: string) =>
    `${counted("en", lines, { one: "line", other: "lines" })}, imported ${when}`,
  brokenLines: (count: number) =>
    counted("en", count, { one: "line could not be read", other: "lines could not be read" }),
  show: "Show",
  shown: "shown",
  rename: "Rename",
  name: "Name",
  tag: "Tag",
  tagHint: "A ticket, a customer",
  save: "Save",
  remove: "Remove",
  removeAsk: "Remove this set?",
  cancel: "Cancel",
  dropHere: "Drop the log files to read them into a set of their own",
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
    connection: "Проверка связи",
  },
  navigation: "Страницы",
  more: "Ещё",
  skip: "Перейти к содержимому",
  notFound: "Такой страницы нет",
  notFoundWhy: "Возможно, в адресе опечатка или страница переехала.",
  toStart: "Перейти к синтезу",
  loadFailed: "Не удалось загрузить страницу",
  loadFailedWhy: "Сервер не отвечает или установлена новая версия. Загрузите консоль заново.",
  reload: "Загрузить заново",
  otherLanguage: "English",
  otherLanguageCode: "EN",
  theme: { system: "Тема: как в системе", light: "Тема: светлая", dark: "Тема: тёмная" },
  connection: {
    checking: "Проверка…",
    direct: "Есть связь",
    envoy: "Связь через Envoy",
    barred: "Нет доступа к платформе",
    unreachable: "Нет связи",
    elsewhere: "Другой адрес",
  },
  connectionWhy: {
    checking: "Спрашиваем сервер этой страницы.",
    direct:
      "Компаньон сам отдаёт gRPC-Web этой странице, без Envoy. В рабочей среде между ними стоит Envoy; здесь то же запускает npm run start:envoy.",
    envoy: "Вызовы идут через Envoy, который превращает gRPC-Web в gRPC, как в рабочей среде.",
    barred:
      "Сервер этой страницы отвечает, но последний вызов не дошёл до платформы или не был ею допущен. Проверка осмотрит каждый шаг между ними.",
    unreachable:
      "Сервер этой страницы не отвечает: проверьте, что npm start ещё работает. Журнал и настройки доступны и без него.",
    elsewhere: "Вызовы идут на адрес из настроек. Заранее он не опрашивается: покажет первый вызов.",
  },
  lastCall: "Последний вызов",
  noCalls: "Вызовов ещё не было. Каждый попадёт в журнал и появится здесь.",
  liveLog: "Живой журнал",
  logSets: "Журналы",
  logSetsWhy:
    "Живой журнал — то, что делает этот браузер. Набор — чужой журнал, прочитанный из файлов и хранимый рядом: .jsonl, .jsonl.gz, .log, можно несколько частей сразу. Бросьте их на страницу в любом месте. Они остаются в этом браузере.",
  chosenLog: (name: string) => `Журнал: ${name}`,
  importFiles: "Загрузить файлы…",
  importing: "Читаем файлы",
  importNote: (done: string, total: string, lines: number) =>
    `${done} из ${total}, ${counted("ru", lines, { one: "строка", few: "строки", many: "строк", other: "строки" })}`,
  importProblems: {
    too_large: { title: "Файл слишком велик", advice: "Загрузите меньше частей журнала за раз." },
    unreadable: {
      title: "Файл не читается",
      advice: "Он мог повредиться или исчезнуть после выбора. Попросите его ещё раз, в gzip или без упаковки.",
    },
    empty: { title: "В файлах нет ни одной строки", advice: "Выберите журнал, в который что-то записано." },
    quota: {
      title: "Для этого журнала нет места",
      advice: "Удалите ненужные наборы или освободите место на диске.",
    },
    unknown: { title: "Загрузить не удалось", advice: "Попробуйте ещё раз. Браузер назвал такую причину:" },
  },
  setFacts: (lines: number, when: string) =>
    `${counted("ru", lines, { one: "строка", few: "строки", many: "строк", other: "строки" })}, загружен ${when}`,
  brokenLines: (count: number) =>
    counted("ru", count, {
      one: "строка не прочитана",
      few: "строки не прочитаны",
      many: "строк не прочитано",
      other: "строки не прочитано",
    }),
  show: "Показать",
  shown: "показан",
  rename: "Переименовать",
  name: "Название",
  tag: "Метка",
  tagHint: "Заявка, заказчик",
  save: "Сохранить",
  remove: "Удалить",
  removeAsk: "Удалить этот набор?",
  cancel: "Отмена",
  dropHere: "Бросьте файлы журнала, чтобы прочитать их в отдельный набор",
  outcome: { running: "выполняется", success: "успешно", error: "ошибка", cancelled: "отменён" },
} satisfies typeof en;

/** The words of the frame around every page. */
export const shellText: Dictionary<typeof en> = { en, ru };
