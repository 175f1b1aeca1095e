import { callText } from "../shared/calls/call-text.ts";
import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted } from "../../kit/i18n/plural.ts";
import type { NotedName, ShownKind, SoundKind } from "./local/sound-kinds.ts";
import type { ImportProblem } from "./local/archive-jobs.svelte.ts";

const items = { one: "item", other: "items" };
const recordings = { one: "запись", few: "записи", many: "записей" };

const en = {
  view: "Archive",
  here: "This browser",
  platform: "Platform",

  search: "Search archive",
  searchHint: "Name, note or transcript",
  kindLabel: "Type",
  shown: {
    all: "All",
    speech: "Synthesized",
    recording: "Recordings",
    voice: "Voice clones",
    own: "Added",
    platform: "From the platform",
  } satisfies Record<ShownKind, string>,
  kinds: {
    speech: "Synthesized",
    recording: "Recording",
    voice: "Voice clone",
    own: "Added",
    platform: "From the platform",
    other: "From another program",
  } satisfies Record<SoundKind, string>,
  add: "Add files",
  exportZip: "Export ZIP",
  use: (count: number, used: string, limit: string) => `${counted("en", count, items)}, ${used} of ${limit}`,
  useTitle: "Space used by this browser’s archive, and its limit",
  limit: "Change limit",
  list: "Archive items",

  empty: "The archive is empty",
  emptyWhy:
    "It holds audio with transcripts and speech marks, in this browser only. Drop files here, use “Save to archive” on other pages, or turn on saving in Settings.",
  emptyNext: "Turn on saving in Settings",
  noMatch: "No matching items",
  noMatchWhy: "Try another search or type.",
  clear: "Clear filters",
  failed: "Couldn’t read or change the archive",
  drop: "Drop to add to the archive",

  zipping: "Creating the ZIP file",
  importing: "Importing…",
  progress: (done: number, all: number) => `${String(done)} of ${String(all)}`,
  imported: (count: number) => `${counted("en", count, { one: "file", other: "files" })} added`,
  zipFailed: "Couldn’t create the ZIP file",
  notTaken: "Some files weren’t added",
  problems: {
    empty: "no audio in it",
    unreadable: "it couldn’t be read",
    "not-audio": "this browser can’t decode it",
    "too-large": "it’s too large to open here",
    "too-long": "it’s too long to open here",
    "no-output": "no audio output device",
    unknown: "the archive refused it",
  } satisfies Record<Exclude<ImportProblem, "full">, string>,

  details: "Archive item",
  gone: "This item is no longer in the archive",
  unplayable: "Couldn’t play the audio",
  wave: "Archive item, position",
  transcript: "Transcript",
  noTranscript: "No transcript.",
  confidence: (percent: string) => `mean confidence ${percent}`,
  marks: "Speech marks",
  marksLine: (count: number, seconds: string) =>
    `${counted("en", count, { one: "speech range", other: "speech ranges" })}, ${seconds} in total; the line under the waveform`,
  noMarks: "No speech marks.",
  facts: {
    created: "Saved",
    length: "Length",
    size: "Size",
    format: "Format",
    from: "Source",
    id: "Archive ID",
  },
  noted: {
    audio_file: "Recording",
    original: "File name",
    language: "Language",
    model: "Model",
    voice: "Voice",
    voiceId: "Voice ID",
    workflowId: callText.en.workflowId,
    recording_id: "Saved recording ID",
    request_id: callText.en.requestId,
    server_request_id: callText.en.serverRequestId,
    archive_version: "Archive version",
  } satisfies Record<NotedName, string>,
  format: (rate: string, channels: number, coding: string) =>
    `${coding}, ${rate}\u00a0Hz, ${counted("en", channels, { one: "channel", other: "channels" })}`,
  codings: { pcm16: "PCM 16 bit", mulaw: "μ-law", alaw: "A-law" },

  deleteTitle: (count: number) => `Delete ${counted("en", count, items)}?`,
  deleteWhy: "Their transcripts and marks are deleted too. This can’t be undone.",
};

const ru = {
  view: "Архив",
  here: "Этот браузер",
  platform: "Платформа",

  search: "Поиск в архиве",
  searchHint: "Имя, заметка или расшифровка",
  kindLabel: "Тип",
  shown: {
    all: "Все",
    speech: "Озвученное",
    recording: "Записи",
    voice: "Клоны голоса",
    own: "Добавленное",
    platform: "С платформы",
  },
  kinds: {
    speech: "Озвучено",
    recording: "Запись",
    voice: "Клон голоса",
    own: "Добавлено",
    platform: "С платформы",
    other: "Из другой программы",
  },
  add: "Добавить файлы",
  exportZip: "Экспорт ZIP",
  use: (count: number, used: string, limit: string) => `${counted("ru", count, recordings)}, ${used} из ${limit}`,
  useTitle: "Занятое место и лимит архива в этом браузере",
  limit: "Изменить лимит",
  list: "Записи архива",

  empty: "Архив пуст",
  emptyWhy:
    "Здесь хранится звук с расшифровками и метками речи, только в этом браузере. Перетащите файлы сюда, нажмите «Сохранить в архив» на другой странице или включите сохранение в настройках.",
  emptyNext: "Включить сохранение в настройках",
  noMatch: "Ничего не найдено",
  noMatchWhy: "Измените запрос или тип.",
  clear: "Сбросить фильтры",
  failed: "Архив не удалось прочитать или изменить",
  drop: "Отпустите, чтобы добавить в архив",

  zipping: "Создаём файл ZIP",
  importing: "Импорт…",
  progress: (done: number, all: number) => `${String(done)} из ${String(all)}`,
  imported: (count: number) =>
    counted("ru", count, { one: "файл добавлен", few: "файла добавлено", many: "файлов добавлено" }),
  zipFailed: "Не удалось создать файл ZIP",
  notTaken: "Некоторые файлы не добавлены",
  problems: {
    empty: "в нём нет звука",
    unreadable: "его не удалось прочитать",
    "not-audio": "браузер не может его декодировать",
    "too-large": "он слишком большой, чтобы открыть его здесь",
    "too-long": "он слишком длинный, чтобы открыть его здесь",
    "no-output": "нет устройства вывода звука",
    unknown: "архив его не принял",
  },

  details: "Запись",
  gone: "Этой записи больше нет в архиве",
  unplayable: "Не удалось воспроизвести звук",
  wave: "Запись архива, позиция",
  transcript: "Расшифровка",
  noTranscript: "Расшифровки нет.",
  confidence: (percent: string) => `средняя уверенность ${percent}`,
  marks: "Метки речи",
  marksLine: (count: number, seconds: string) =>
    `${counted("ru", count, { one: "отрезок речи", few: "отрезка речи", many: "отрезков речи" })}, всего ${seconds}; линия под осциллограммой`,
  noMarks: "Меток речи нет.",
  facts: {
    created: "Сохранено",
    length: "Длина",
    size: "Размер",
    format: "Формат",
    from: "Источник",
    id: "ID в архиве",
  },
  noted: {
    audio_file: "Запись",
    original: "Имя файла",
    language: "Язык",
    model: "Модель",
    voice: "Голос",
    voiceId: "ID голоса",
    workflowId: callText.ru.workflowId,
    recording_id: "ID сохранённой записи",
    request_id: callText.ru.requestId,
    server_request_id: callText.ru.serverRequestId,
    archive_version: "Версия архива",
  },
  format: (rate: string, channels: number, coding: string) =>
    `${coding}, ${rate}\u00a0Гц, ${counted("ru", channels, { one: "канал", few: "канала", many: "каналов" })}`,
  codings: { pcm16: "PCM 16 бит", mulaw: "μ-law", alaw: "A-law" },

  deleteTitle: (count: number) => `Удалить ${counted("ru", count, recordings)}?`,
  deleteWhy: "Расшифровки и метки тоже будут удалены. Отменить это нельзя.",
} satisfies typeof en;

/** The words of the Archive page. */
export const archiveText: Dictionary<typeof en> = { en, ru };
