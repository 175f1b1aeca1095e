import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted, plural } from "../../kit/i18n/plural.ts";

const en = {
  appearance: "Appearance",
  language: "Language",
  languages: { system: "System", en: "English", ru: "Русский" },
  theme: "Theme",
  themes: { system: "System", light: "Light", dark: "Dark" },
  times: "Times",
  timeZones: { local: "This computer’s zone", utc: "UTC", file: "As in the file" },

  connection: "Connection",
  endpoint: "Platform endpoint",
  endpointHint: (own: string) =>
    `Empty: this page’s server, ${own}. Allow any other at start: npm start -- --allow-endpoint URL. Applies from the next call.`,
  endpointProblems: {
    "not-a-url": "Not a valid URL. Example: https://speech.example.com",
    "not-http": "The URL must start with http:// or https://",
    "has-credentials": "Remove the user name and password: settings aren’t a safe place for secrets",
    "has-query": "Remove “?”, “#” and everything after them",
  },
  useOwn: "Use this page’s server",
  saved: "Saved",

  logging: "Logging",
  level: "Log level",
  levelHint: "Lower levels aren’t logged. Applies from the next event.",
  levels: {
    DEBUG: "DEBUG – everything, for troubleshooting",
    INFO: "INFO – every call and its outcome",
    WARNING: "WARNING – unusual events and failures",
    ERROR: "ERROR – failures only",
    CRITICAL: "CRITICAL – only failures that stop the console",
  },
  content: "Log texts and transcripts in full",
  contentHint:
    "Texts may contain personal data. When off, the log stores only their length and a hash. Existing events don’t change. Audio, tokens and passwords are never logged.",

  files: "Log files",
  filesHint:
    "Applies from the next event. A smaller size deletes the oldest lines; fewer backups delete the oldest ones.",
  megabytes: "Size, MB",
  megabytesOf: (file: string) => `Size of ${file}, MB`,
  backups: "Backups",
  backupsOf: (file: string) => `Backups of ${file}`,
  atMost: (size: string) => `At most ${size} in total.`,
  strict: "Wait for the disk on every write",
  strictHint: "Survives a power loss, but is slower. A browser crash loses nothing either way.",

  archive: "Archive in this browser",
  archiveRecordings: "Save audio from all pages",
  archiveRecordingsHint:
    "When off, audio is saved only with “Save to archive”. When on, all synthesized audio, recordings and transcripts are saved, readable by anyone using this browser, until you delete them.",
  archiveMegabytes: "Archive size limit, MB",
  archiveUse: (sounds: number, used: string, limit: string) =>
    `${counted("en", sounds, { one: "item", other: "items" })}, ${used} of ${limit}.`,
  archiveUnread: "Couldn’t read the archive.",
  openArchive: "Open archive",

  storage: "Log storage",
  stale: "The log isn’t answering. These numbers are from its last answer.",
  storageFailed: "Couldn’t read the log’s size",
  file: "File",
  parts: "Current + backups",
  lines: "Lines",
  size: "Size",
  total: "Total",
  partCount: (backups: number) => (backups === 0 ? "1" : `1 + ${String(backups)}`),
  quota: (used: string, granted: string) => `This site uses ${used} of the ${granted} the browser allows`,
  persisted: "The browser won’t delete the log when the disk is full.",
  notPersisted: "The browser may delete the log when the disk is full.",
  clear: "Clear log…",
  clearTitle: "Clear the log?",
  clearWhy: (events: number, size: string) =>
    `${counted("en", events, { one: "event", other: "events" })} (${size}) in three files and their backups will be deleted in all tabs. This can’t be undone. One event will record that the log was cleared.`,
  clearCopies: "So will its copies in folders on disk.",
  clearNow: "Clear",
  cleared: "Log cleared",
  clearFailed: "Couldn’t clear the log",

  statistics: "Log statistics",
  first: "First event",
  last: "Last event",
  events: "Events stored",
  dropped: "Dropped in this tab",
  droppedWhy: "Events not stored since this tab was opened, by reason",
  gaps: "Gaps",
  gapsWhy: "Events in the log that report dropped ones",
  queue: "Waiting to be written",
  queueWhy: "Events of this tab that aren’t on the disk yet",
  cost: "Cost per event",
  costWhy:
    "Measured in this tab: the page’s time to hand over an event, and the log worker’s time to format and write it.",
  costLine: (page: string, worker: string) => `${page}\u00a0µs + ${worker}\u00a0µs`,
  delay: "Commit latency",
  delayWhy:
    "Time from an event to its storage, for half and for 99% of this tab’s last 1,000 events. Events of a call are delayed by up to 100 ms, so that calls never wait for the log.",
  delayLine: (half: string, most: string) => `${half} / ${most}`,
  none: "none",
  byLevel: "By level",
  byEvent: "By event",
};

const ru = {
  appearance: "Внешний вид",
  language: "Язык",
  languages: { system: "Системный", en: "English", ru: "Русский" },
  theme: "Тема",
  themes: { system: "Системная", light: "Светлая", dark: "Тёмная" },
  times: "Время",
  timeZones: { local: "Пояс этого компьютера", utc: "UTC", file: "Как в файле" },

  connection: "Подключение",
  endpoint: "Адрес платформы",
  endpointHint: (own: string) =>
    `Пусто: сервер этой страницы, ${own}. Другой нужно разрешить при запуске: npm start -- --allow-endpoint URL. Действует со следующего вызова.`,
  endpointProblems: {
    "not-a-url": "Некорректный URL. Пример: https://speech.example.com",
    "not-http": "URL должен начинаться с http:// или https://",
    "has-credentials": "Удалите имя пользователя и пароль: в настройках нельзя хранить секреты",
    "has-query": "Удалите «?», «#» и всё после них",
  },
  useOwn: "Сервер этой страницы",
  saved: "Сохранено",

  logging: "Журнал",
  level: "Уровень журнала",
  levelHint: "События ниже этого уровня не записываются. Действует со следующего события.",
  levels: {
    DEBUG: "DEBUG — всё, для поиска неполадок",
    INFO: "INFO — каждый вызов и его исход",
    WARNING: "WARNING — необычное и сбои",
    ERROR: "ERROR — только сбои",
    CRITICAL: "CRITICAL — только сбои, останавливающие работу",
  },
  content: "Записывать тексты и расшифровки полностью",
  contentHint:
    "В текстах могут быть персональные данные. Если выключено, в журнале остаются только длина и хеш. Уже записанное не меняется. Звук, токены и пароли не записываются никогда.",

  files: "Файлы журнала",
  filesHint:
    "Действует со следующего события. При меньшем размере удаляются самые старые строки, при меньшем числе — самые старые копии.",
  megabytes: "Размер, МБ",
  megabytesOf: (file: string) => `Размер ${file}, МБ`,
  backups: "Резервные копии",
  backupsOf: (file: string) => `Резервные копии ${file}`,
  atMost: (size: string) => `Всего не больше ${size}.`,
  strict: "Ждать диск при каждой записи",
  strictHint: "Надёжно при отключении питания, но медленнее. Сбой браузера данных не теряет в любом случае.",

  archive: "Архив в этом браузере",
  archiveRecordings: "Сохранять звук со всех страниц",
  archiveRecordingsHint:
    "Если выключено, звук сохраняется только кнопкой «Сохранить в архив». Если включено, сохраняются весь озвученный звук, записи и расшифровки. Их увидит любой, кто пользуется этим браузером, пока вы их не удалите.",
  archiveMegabytes: "Лимит размера архива, МБ",
  archiveUse: (sounds: number, used: string, limit: string) =>
    `${counted("ru", sounds, { one: "запись", few: "записи", many: "записей" })}, ${used} из ${limit}.`,
  archiveUnread: "Не удалось прочитать архив.",
  openArchive: "Открыть архив",

  storage: "Хранение журнала",
  stale: "Журнал не отвечает. Показаны данные последнего ответа.",
  storageFailed: "Не удалось узнать размер журнала",
  file: "Файл",
  parts: "Текущий + резервные",
  lines: "Строки",
  size: "Размер",
  total: "Всего",
  partCount: (backups: number) => (backups === 0 ? "1" : `1 + ${String(backups)}`),
  quota: (used: string, granted: string) => `Сайт занимает ${used} из ${granted}, разрешённых браузером`,
  persisted: "Браузер не удалит журнал, если диск заполнится.",
  notPersisted: "Если диск заполнится, браузер может удалить журнал.",
  clear: "Очистить журнал…",
  clearTitle: "Очистить журнал?",
  clearWhy: (events: number, size: string) =>
    `${counted("ru", events, { one: "событие", few: "события", many: "событий" })} (${size}) в трёх файлах и их резервных копиях ${plural("ru", events, { one: "будет удалено", few: "будут удалены", many: "будут удалены" })} во всех вкладках. Отменить это нельзя. Об очистке останется одно событие.`,
  clearCopies: "То же произойдёт с его копиями в папках на диске.",
  clearNow: "Очистить",
  cleared: "Журнал очищен",
  clearFailed: "Не удалось очистить журнал",

  statistics: "Статистика журнала",
  first: "Первое событие",
  last: "Последнее событие",
  events: "Событий в журнале",
  dropped: "Потеряно в этой вкладке",
  droppedWhy: "События, не сохранённые с открытия этой вкладки, по причинам",
  gaps: "Пропуски",
  gapsWhy: "События журнала, сообщающие о потерянных",
  queue: "Ожидают записи",
  queueWhy: "События этой вкладки, ещё не записанные на диск",
  cost: "Затраты на одно событие",
  costWhy: "Измерено в этой вкладке: время страницы на передачу события и время потока журнала на подготовку и запись.",
  costLine: (page: string, worker: string) => `${page}\u00a0мкс + ${worker}\u00a0мкс`,
  delay: "Задержка записи",
  delayWhy:
    "Время от события до его записи для половины и для 99 % из последних 1000 событий этой вкладки. События вызова задерживаются до 100 мс, чтобы вызовы не ждали журнал.",
  delayLine: (half: string, most: string) => `${half} / ${most}`,
  none: "нет",
  byLevel: "По уровням",
  byEvent: "По типам событий",
} satisfies typeof en;

/** The words of the settings page. */
export const settingsText: Dictionary<typeof en> = { en, ru };
