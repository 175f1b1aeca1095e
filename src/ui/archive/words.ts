import type { Dictionary } from "../words/locale.svelte.ts";
import { counted } from "../words/plural.ts";
import type { ShownKind, SoundKind } from "./kinds.ts";
import type { ImportProblem } from "./shelf-work.svelte.ts";

const sounds = { one: "sound", other: "sounds" };
const recordings = { one: "запись", few: "записи", many: "записей", other: "записи" };

const en = {
  view: "Which archive",
  here: "This browser",
  platform: "Platform",

  search: "Search the archive",
  searchHint: "Name, note or transcript",
  kindLabel: "Kind of sound",
  shown: {
    all: "All",
    speech: "Speech",
    recording: "Recordings",
    voice: "Cloned voices",
    own: "Added",
    platform: "From the platform",
  } satisfies Record<ShownKind, string>,
  kinds: {
    speech: "Speech",
    recording: "Recording",
    voice: "Cloned voice",
    own: "Added",
    platform: "From the platform",
    other: "From another program",
  } satisfies Record<SoundKind, string>,
  add: "Add files",
  exportZip: "Export zip",
  deleteAll: "Delete…",
  use: (count: number, used: string, limit: string) => `${counted("en", count, sounds)}, ${used} of ${limit}`,
  useTitle: "Space taken by the sounds of this browser, and the limit of the settings",
  limit: "Change the limit",
  list: "Kept sounds",
  found: (count: number) => counted("en", count, sounds),

  empty: "Nothing is kept yet",
  emptyWhy:
    "The archive keeps sounds with their transcripts and speech marks in this browser; nothing leaves it. Drop files here, press Keep on another page, or let every page keep what it makes.",
  emptyNext: "Keep everything: Settings",
  noMatch: "Nothing like this is kept",
  noMatchWhy: "Try another word or another kind.",
  clear: "Show everything",
  failed: "The archive could not be read or changed",
  retry: "Try again",
  drop: "Let go to put the files into the archive",

  zipping: "Packing the sounds",
  importing: "Taking the files in",
  progress: (done: number, all: number) => `${String(done)} of ${String(all)}`,
  imported: (count: number) => `${counted("en", count, { one: "file was", other: "files were" })} added`,
  zipFailed: "The zip was not made",
  notTaken: "Some files were not added",
  problems: {
    empty: "there is no sound in it",
    unreadable: "it could not be read",
    "not-audio": "this browser cannot decode it",
    "too-large": "it is too large to be opened here",
    "too-long": "it is too long to be opened here",
    "no-output": "no sound device",
    full: "it does not fit: delete something or raise the limit in Settings",
    unknown: "the archive refused it",
  } satisfies Record<ImportProblem, string>,

  details: "Sound",
  gone: "This sound is not in the archive any more",
  unplayable: "The sound cannot be played",
  download: "Download WAV",
  deleteOne: "Delete…",
  wave: "Kept sound, position",
  transcript: "Transcript",
  noTranscript: "No transcript belongs to this sound.",
  confidence: (percent: string) => `mean confidence ${percent}`,
  marks: "Speech marks",
  marksLine: (count: number, seconds: string) =>
    `${counted("en", count, { one: "stretch", other: "stretches" })} of speech, ${seconds} together; the line under the wave`,
  noMarks: "No speech marks belong to this sound.",
  facts: {
    created: "Kept",
    length: "Length",
    size: "Size",
    format: "Format",
    from: "From",
    id: "Archive id",
  },
  format: (rate: string, channels: number, coding: string) =>
    `${coding}, ${rate}\u00a0Hz, ${counted("en", channels, { one: "channel", other: "channels" })}`,
  codings: { pcm16: "PCM 16 bit", mulaw: "μ-law", alaw: "A-law" },

  deleteTitle: (count: number) => `Delete ${counted("en", count, sounds)}?`,
  deleteWhy: "Transcripts and marks go too. This cannot be undone.",
  deleteNow: "Delete",
  cancel: "Cancel",
};

const ru = {
  view: "Какой архив",
  here: "Этот браузер",
  platform: "Платформа",

  search: "Поиск в архиве",
  searchHint: "Имя, заметка или расшифровка",
  kindLabel: "Вид записи",
  shown: {
    all: "Все",
    speech: "Озвученное",
    recording: "Записи",
    voice: "Клонированные",
    own: "Добавленное",
    platform: "С платформы",
  },
  kinds: {
    speech: "Озвучено",
    recording: "Запись",
    voice: "Клонированный голос",
    own: "Добавлено",
    platform: "С платформы",
    other: "Из другой программы",
  },
  add: "Добавить файлы",
  exportZip: "Выгрузить zip",
  deleteAll: "Удалить…",
  use: (count: number, used: string, limit: string) => `${counted("ru", count, recordings)}, ${used} из ${limit}`,
  useTitle: "Сколько места занимает звук в этом браузере и предел из настроек",
  limit: "Изменить предел",
  list: "Сохранённые записи",
  found: (count: number) => counted("ru", count, recordings),

  empty: "Пока ничего не сохранено",
  emptyWhy:
    "Архив хранит звук с расшифровками и отметками речи в этом браузере; наружу ничего не уходит. Перетащите сюда файлы, нажмите «Сохранить» на другой странице или включите сохранение всего.",
  emptyNext: "Сохранять всё: настройки",
  noMatch: "Такого в архиве нет",
  noMatchWhy: "Попробуйте другое слово или другой вид.",
  clear: "Показать всё",
  failed: "Архив не удалось прочитать или изменить",
  retry: "Повторить",
  drop: "Отпустите, чтобы положить файлы в архив",

  zipping: "Упаковываем записи",
  importing: "Добавляем файлы",
  progress: (done: number, all: number) => `${String(done)} из ${String(all)}`,
  imported: (count: number) =>
    `${counted("ru", count, { one: "файл добавлен", few: "файла добавлено", many: "файлов добавлено", other: "файла добавлено" })}`,
  zipFailed: "Архив zip не собран",
  notTaken: "Некоторые файлы не добавлены",
  problems: {
    empty: "в нём нет звука",
    unreadable: "его не удалось прочитать",
    "not-audio": "браузер не может его декодировать",
    "too-large": "он слишком велик, чтобы открыть его здесь",
    "too-long": "он слишком длинный, чтобы открыть его здесь",
    "no-output": "нет устройства вывода звука",
    full: "он не помещается: удалите что-нибудь или поднимите предел в настройках",
    unknown: "архив его не принял",
  },

  details: "Запись",
  gone: "Этой записи больше нет в архиве",
  unplayable: "Звук не воспроизводится",
  download: "Скачать WAV",
  deleteOne: "Удалить…",
  wave: "Сохранённая запись, позиция",
  transcript: "Расшифровка",
  noTranscript: "Расшифровки у этой записи нет.",
  confidence: (percent: string) => `средняя уверенность ${percent}`,
  marks: "Отметки речи",
  marksLine: (count: number, seconds: string) =>
    `${counted("ru", count, { one: "отрезок", few: "отрезка", many: "отрезков", other: "отрезка" })} речи, вместе ${seconds}; линия под осциллограммой`,
  noMarks: "Отметок речи у этой записи нет.",
  facts: {
    created: "Сохранено",
    length: "Длина",
    size: "Размер",
    format: "Формат",
    from: "Откуда",
    id: "Номер в архиве",
  },
  format: (rate: string, channels: number, coding: string) =>
    `${coding}, ${rate}\u00a0Гц, ${counted("ru", channels, { one: "канал", few: "канала", many: "каналов", other: "канала" })}`,
  codings: { pcm16: "PCM 16 бит", mulaw: "μ-law", alaw: "A-law" },

  deleteTitle: (count: number) => `Удалить ${counted("ru", count, recordings)}?`,
  deleteWhy: "Расшифровки и отметки удалятся тоже. Вернуть их нельзя.",
  deleteNow: "Удалить",
  cancel: "Отмена",
} satisfies typeof en;

/** The words of the Archive page. */
export const words: Dictionary<typeof en> = { en, ru };
