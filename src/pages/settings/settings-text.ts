import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted } from "../../kit/i18n/plural.ts";

const en = {
  appearance: "Appearance",
  language: "Language",
  languages: { system: "System", en: "English", ru: "Русский" },
  theme: "Theme",
  themes: { system: "System", light: "Light", dark: "Dark" },

  connection: "Connection",
  endpoint: "Endpoint of the platform",
  endpointHint: (own: string) =>
    `Empty: the server of this page, ${own}. Another one must be allowed when the console is started: npm start -- --allow-endpoint URL. Holds from the next call on.`,
  endpointProblems: {
    "not-a-url": "This is no address: it should look like https://speech.example.com",
    "not-http": "The address must begin with http:// or https://",
    "has-credentials": "No user name or password in the address: settings are not a safe place for secrets",
    "has-query": "The address must end before “?” and “#”",
  },
  save: "Save",
  useOwn: "Use this server",
  saved: "Saved",

  logging: "Logging",
  level: "Lowest level that is logged",
  levelHint: "What is below is not written at all. Holds from the next event on.",
  levels: {
    DEBUG: "DEBUG – everything, for looking into a problem",
    INFO: "INFO – every call and its outcome",
    WARNING: "WARNING – what is unusual, and failures",
    ERROR: "ERROR – failures only",
    CRITICAL: "CRITICAL – only what stops the work",
  },
  content: "Log texts and transcripts in full",
  contentHint:
    "They may hold personal data. Off: the log keeps only their length and a hash, which shows whether two texts were equal but not what they said. What is logged already stays as it is. Sound, tokens and passwords are never logged.",

  files: "Log files",
  filesHint:
    "Holds from the next event on. A smaller size drops the oldest lines, a smaller number the oldest backups.",
  megabytes: "Size, MB",
  megabytesOf: (file: string) => `Size of ${file}, MB`,
  backups: "Backups",
  backupsOf: (file: string) => `Backups of ${file}`,
  atMost: (size: string) => `Together at most ${size}.`,
  strict: "Wait for the disk at every write",
  strictHint: "Safe against a loss of power, and slower. A crash of the browser loses nothing either way.",

  archive: "Archive of this browser",
  archiveRecordings: "Keep the sound that other pages make or open",
  archiveRecordingsHint:
    "Off: a sound is kept only where you press Keep. On: each speech, recording and transcript goes into the archive of this browser, readable to whoever uses it, until you delete it.",
  archiveMegabytes: "Most space for sounds, MB",
  archiveUse: (sounds: number, used: string, limit: string) =>
    `${counted("en", sounds, { one: "sound", other: "sounds" })}, ${used} of ${limit}.`,
  archiveUnread: "The archive did not say what it holds.",
  openArchive: "Open the archive",

  storage: "Stored log",
  storageFailed: "The log did not say what it holds",
  retry: "Try again",
  file: "File",
  parts: "Current + backups",
  lines: "Lines",
  size: "Size",
  total: "Total",
  partCount: (backups: number) => (backups === 0 ? "1" : `1 + ${String(backups)}`),
  quota: (used: string, granted: string) => `This site uses ${used} of the ${granted} that the browser grants`,
  persisted: "The browser promised to keep the log when the disk gets full.",
  notPersisted: "The browser may delete the log when the disk gets full.",
  inMemory: "The log is kept in memory only and ends with this page",
  restarting: "The log is being opened…",
  openLogs: "Open the log",
  clear: "Clear the log…",
  clearTitle: "Clear the log?",
  clearWhy: (events: number, size: string) =>
    `${counted("en", events, { one: "event", other: "events" })} (${size}) in three files and their backups will be deleted for every tab. This cannot be undone. One event will say that the log was cleared.`,
  clearNow: "Clear",
  cancel: "Cancel",
  cleared: "The log was cleared",
  clearFailed: "The log could not be cleared",

  statistics: "Statistics of the log",
  first: "First event",
  last: "Last event",
  events: "Events kept",
  dropped: "Lost in this tab",
  droppedWhy: "Events that could not be stored since this tab was opened, by reason.",
  gaps: "Gaps",
  gapsWhy: "Events in the log that tell of lost ones.",
  queue: "Waiting to be stored",
  queueWhy: "Events of this tab that the log took and that are not on the disk yet.",
  cost: "Cost of one event",
  costWhy:
    "Measured in this tab: for the page, handing the event over; for the log's worker, rendering and writing it, with the wait for the database.",
  costLine: (page: string, worker: string) => `${page}\u00a0µs + ${worker}\u00a0µs`,
  delay: "Stored within",
  delayWhy:
    "Measured over the last 1,000 events of this tab: from the moment something happens until it is stored, for half of the events and for 99 of 100. What a call logs is held back for up to 100 ms, so that nobody waits for the log.",
  delayLine: (half: string, most: string) => `${half} / ${most}`,
  none: "none",
  byLevel: "By level",
  byEvent: "By event",
};

const ru = {
  appearance: "Вид",
  language: "Язык",
  languages: { system: "Системный", en: "English", ru: "Русский" },
  theme: "Тема",
  themes: { system: "Системная", light: "Светлая", dark: "Тёмная" },

  connection: "Подключение",
  endpoint: "Адрес платформы",
  endpointHint: (own: string) =>
    `Пусто: сервер этой страницы, ${own}. Другой нужно разрешить при запуске консоли: npm start -- --allow-endpoint URL. Действует со следующего вызова.`,
  endpointProblems: {
    "not-a-url": "Это не адрес: он должен выглядеть как https://speech.example.com",
    "not-http": "Адрес должен начинаться с http:// или https://",
    "has-credentials": "Без имени и пароля в адресе: настройки не место для секретов",
    "has-query": "Адрес должен заканчиваться до «?» и «#»",
  },
  save: "Сохранить",
  useOwn: "Этот сервер",
  saved: "Сохранено",

  logging: "Журнал",
  level: "Самый низкий уровень, который записывается",
  levelHint: "Что ниже, не записывается совсем. Действует со следующего события.",
  levels: {
    DEBUG: "DEBUG — всё, до мелочей",
    INFO: "INFO — каждый вызов и его исход",
    WARNING: "WARNING — необычное и ошибки",
    ERROR: "ERROR — только ошибки",
    CRITICAL: "CRITICAL — только остановки работы",
  },
  content: "Записывать тексты и расшифровки полностью",
  contentHint:
    "В них могут быть персональные данные. Если выключено, в журнале остаются только длина и хеш: по нему видно, одинаковы ли два текста, но не видно, что в них. Уже записанное не меняется. Звук, токены и пароли не записываются никогда.",

  files: "Файлы журнала",
  filesHint:
    "Действует со следующего события. Меньший размер удаляет самые старые строки, меньшее число — самые старые копии.",
  megabytes: "Размер, МБ",
  megabytesOf: (file: string) => `Размер ${file}, МБ`,
  backups: "Копии",
  backupsOf: (file: string) => `Копии ${file}`,
  atMost: (size: string) => `Вместе не больше ${size}.`,
  strict: "Ждать диск при каждой записи",
  strictHint: "Надёжно и при отключении питания, но медленнее. Сбой браузера ничего не отнимет в любом случае.",

  archive: "Архив этого браузера",
  archiveRecordings: "Хранить звук, который создают или открывают другие страницы",
  archiveRecordingsHint:
    "Выключено: звук сохраняется, только если нажать «Сохранить». Включено: каждая озвученная фраза, запись и расшифровка попадает в архив этого браузера. Её увидит любой, кто им пользуется, пока вы её не удалите.",
  archiveMegabytes: "Место для звука, не больше, МБ",
  archiveUse: (sounds: number, used: string, limit: string) =>
    `${counted("ru", sounds, { one: "запись", few: "записи", many: "записей", other: "записи" })}, ${used} из ${limit}.`,
  archiveUnread: "Архив не ответил, что в нём хранится.",
  openArchive: "Открыть архив",

  storage: "Хранимый журнал",
  storageFailed: "Журнал не ответил, что в нём хранится",
  retry: "Повторить",
  file: "Файл",
  parts: "Текущий + копии",
  lines: "Строки",
  size: "Размер",
  total: "Всего",
  partCount: (backups: number) => (backups === 0 ? "1" : `1 + ${String(backups)}`),
  quota: (used: string, granted: string) => `Сайт занимает ${used} из ${granted}, которые даёт браузер`,
  persisted: "Браузер обещал сохранить журнал, даже если диск заполнится.",
  notPersisted: "Если диск заполнится, браузер может удалить журнал.",
  inMemory: "Журнал хранится только в памяти и исчезнет вместе со страницей",
  restarting: "Журнал открывается…",
  openLogs: "Открыть журнал",
  clear: "Очистить журнал…",
  clearTitle: "Очистить журнал?",
  clearWhy: (events: number, size: string) =>
    `${counted("ru", events, { one: "событие", few: "события", many: "событий", other: "события" })} (${size}) в трёх файлах и их копиях будут удалены для всех вкладок. Вернуть их нельзя. Одно событие скажет, что журнал очищен.`,
  clearNow: "Очистить",
  cancel: "Отмена",
  cleared: "Журнал очищен",
  clearFailed: "Не удалось очистить журнал",

  statistics: "Статистика журнала",
  first: "Первое событие",
  last: "Последнее событие",
  events: "Событий хранится",
  dropped: "Потеряно в этой вкладке",
  droppedWhy: "События, которые не удалось сохранить с открытия этой вкладки, по причинам.",
  gaps: "Пропуски",
  gapsWhy: "События журнала, которые рассказывают о потерянных.",
  queue: "Ждут записи",
  queueWhy: "События этой вкладки, которые журнал принял, но ещё не записал на диск.",
  cost: "Цена одного события",
  costWhy:
    "Измерено в этой вкладке: для страницы — передача события, для потока журнала — подготовка строки и запись вместе с ожиданием базы данных.",
  costLine: (page: string, worker: string) => `${page}\u00a0мкс + ${worker}\u00a0мкс`,
  delay: "Сохраняется за",
  delayWhy:
    "Измерено по последним 1000 событиям этой вкладки: от самого события до его записи, для половины событий и для 99 из 100. События вызова придерживаются до 100 мс, чтобы никто не ждал журнал.",
  delayLine: (half: string, most: string) => `${half} / ${most}`,
  none: "нет",
  byLevel: "По уровням",
  byEvent: "По событиям",
} satisfies typeof en;

/** The words of the settings page. */
export const settingsText: Dictionary<typeof en> = { en, ru };
