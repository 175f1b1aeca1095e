import { callText } from "../shared/calls/call-text.ts";
import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted } from "../../kit/i18n/plural.ts";
import type { MicrophoneErrorKind } from "../../audio/microphone/microphone-error.ts";
import type { AudioErrorKind } from "../../audio/audio-error.ts";
import type { VoiceRecord } from "../../local-archive/voice-registry.ts";
import type { ModelColumn, ShownModels } from "./model-rows.ts";
import type { SampleWarning } from "./voice-sample.svelte.ts";

const en = {
  ...callText.en,
  view: "View",
  cloned: "Voice clones",

  make: "Clone a voice",
  name: "Voice name",
  nameHint: "Stored in this browser only: the platform keeps IDs, not names.",
  description: "Note",
  sample: "Sample",
  sampleWhy:
    "Choose files or record. They’re joined in order into one 16 kHz mono sample. A few minutes of calm, clear speech by one person work best.",
  choose: "Choose files",
  drop: "Drop to add to the sample",
  record: "Record",
  opening: "Waiting for the microphone…",
  recorded: (length: string) => `Recording, ${length}`,
  missingWhy: "At most a second of silence marks the place in the recording.",
  level: "Level",
  reading: (name: string) => `Reading ${name}…`,
  parts: "Parts of the sample",
  partLine: (length: string, size: string) => `${length}, ${size}`,
  total: (count: number, length: string, limit: string) =>
    `${counted("en", count, { one: "part", other: "parts" })}, ${length} of at most ${limit}`,
  up: (name: string) => `Move ${name} up`,
  down: (name: string) => `Move ${name} down`,
  removePart: (name: string) => `Remove ${name}`,
  tooLong: "The sample is too long for one message",
  tooLongAdvice: "Remove a part. Nothing was sent.",
  refused: "Some files weren’t added",
  refusals: {
    empty: "no audio in it",
    unreadable: "it couldn’t be read",
    "not-audio": "this browser can’t decode it",
    "too-large": "it’s too large to open here",
    "too-long": "it’s too long for one message",
    "no-output": "no audio output device",
  } satisfies Record<AudioErrorKind, string>,
  useMix: "Use the mix",
  useRepaired: "Use the repaired version",
  warnings: {
    dropped: {
      title: "A recording has gaps",
      why: "The microphone was interrupted, or the page was too slow for it. Record that part again.",
    },
    scant: {
      title: "The sample is short",
      why: "The platform may accept it, but a close match needs at least half a minute, better a few minutes.",
    },
    silent: {
      title: "No speech detected",
      why: "The sample is almost silent. Check the microphone or the file.",
    },
    narrow: {
      title: "A part’s sample rate is too low",
      why: "Below 8,000 Hz the high frequencies are lost and the clone sounds muffled. Use the original file or record again.",
    },
    clipped: {
      title: "The audio is clipped",
      why: "The voice will sound distorted. Record again, quieter or further away.",
    },
  } satisfies Record<SampleWarning, { title: string; why: string }>,
  microphone: {
    refused: "Microphone access was denied. Allow it in the address bar.",
    absent: "No microphone found.",
    busy: "Another program is using the microphone.",
    unplugged: "Microphone disconnected. What was recorded is saved.",
    insecure: "The microphone works only on https pages and on localhost.",
    unsupported: "This browser can’t record at 16 kHz.",
  } satisfies Record<MicrophoneErrorKind, string>,
  microphoneFailed: "Recording failed",
  consent: "The voice’s owner knows about this and agrees",
  consentHint:
    "A voice is personal data. The sample is sent to the platform, which makes a clone of it. The log records that you confirmed this, without names.",
  start: "Clone the voice",
  startStandIn: "Imitate by pitch",
  sending: "Sending the sample…",
  needs: "Add a name, a sample and the consent.",
  standIn: "This platform only imitates cloning",
  standInWhy:
    "The embedded platform speaks with its own voice closest in pitch to the sample. It won’t sound like the speaker.",

  list: "Voice clones in this browser",
  listWhy: "The platform doesn’t list voice clones, so the list is stored here. Add one made elsewhere by its ID.",
  addKnown: "Add by ID…",
  none: "No voice clones yet",
  noneWhy: "Clone a voice from a sample, or add a clone by its ID.",
  status: { creating: "creating", ready: "ready", error: "failed", unknown: "not found" } satisfies Record<
    VoiceRecord["status"],
    string
  >,
  statusWhy: {
    creating: "The platform reports no progress. It continues if you close this page.",
    ready: "Ready to use.",
    error: "The platform gave no reason. Often the sample has no speech.",
    unknown: "The platform no longer has this task or voice.",
  } satisfies Record<VoiceRecord["status"], string>,
  elapsed: (length: string) => `for ${length}`,
  madeIn: (length: string) => `made in ${length}`,
  sampleOf: (length: string) => `sample ${length}`,
  taskId: "Task ID",
  voiceId: "Voice ID",
  try: "Try",
  forget: "Remove…",
  again: "Refresh",
  storageFailed: "Couldn’t read or save the list of voices",

  trial: (name: string) => `Try ${name}`,
  text: "Text",
  example: { ru: "Здравствуйте! Так звучит этот голос.", en: "Good day! This is how the voice sounds." },
  language: "Text language",
  languages: { ru: "Russian", en: "English" },
  manner: "Delivery",
  manners: { streamed: "Streamed", whole: "All at once" },
  speak: "Synthesize",
  speaking: "Synthesizing…",
  spoken: (took: string, first: string) => `Done in ${took}, first audio after ${first}.`,
  speech: "Speech",
  wave: "Audio of the voice clone, position",

  addTitle: "Add a voice clone by ID",
  addKind: "ID type",
  addKinds: { voice: "Voice", task: "Task" },
  addId: "ID",
  addIdHint: "The UUID from the platform",
  addIdBad: "Use letters, digits, dashes and underscores only.",
  addNow: "Add",

  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteWhy: "The voice is deleted from the platform for everyone who has its ID. This can’t be undone.",
  forgetTitle: (name: string) => `Remove ${name} from the list?`,
  forgetWhy:
    "It’s removed from this browser’s list. The platform can’t delete a task, so a voice being created remains there.",
  forgetUnknown:
    "The platform does not know this voice: it was deleted, or it belongs to another platform. You can remove it from the list.",
  forgetNow: "Remove",

  models: "Platform models",
  asOf: "updated",
  refresh: "Refresh",
  modelKind: "Type",
  modelKinds: {
    all: (count: number) => `All ${String(count)}`,
    tts: (count: number) => `Voices ${String(count)}`,
    asr: (count: number) => `Recognition ${String(count)}`,
    cloning: (count: number) => `Cloning ${String(count)}`,
  } satisfies Record<ShownModels, (count: number) => string>,
  modelColumns: { name: "Name", kind: "Type", rate: "Sample rates", language: "Languages" } satisfies Record<
    ModelColumn,
    string
  >,
  modelType: "Model type",
  unnamed: "unnamed",
  hertz: (rate: string) => `${rate}\u00a0Hz`,
  dictionaries: (names: string) => `dictionaries: ${names}`,
  noDictionaries: "recognition, no dictionaries listed",
  modelsLoading: "Loading models…",
  modelsNone: "The platform lists no models of this type.",
};

const ru = {
  ...callText.ru,
  view: "Раздел",
  cloned: "Клоны голоса",

  make: "Клонировать голос",
  name: "Имя голоса",
  nameHint: "Хранится только в этом браузере: у платформы есть только ID.",
  description: "Заметка",
  sample: "Образец",
  sampleWhy:
    "Выберите файлы или запишите голос. Они соединятся по порядку в один образец 16 кГц моно. Лучше всего несколько минут спокойной чёткой речи одного человека.",
  choose: "Выбрать файлы",
  drop: "Отпустите, чтобы добавить в образец",
  record: "Записать",
  opening: "Ждём микрофон…",
  recorded: (length: string) => `Запись, ${length}`,
  missingWhy: "В записи это место отмечено тишиной не длиннее секунды.",
  level: "Уровень",
  reading: (name: string) => `Читаем ${name}…`,
  parts: "Части образца",
  partLine: (length: string, size: string) => `${length}, ${size}`,
  total: (count: number, length: string, limit: string) =>
    `${counted("ru", count, { one: "часть", few: "части", many: "частей" })}, ${length}, не больше ${limit}`,
  up: (name: string) => `Переместить ${name} выше`,
  down: (name: string) => `Переместить ${name} ниже`,
  removePart: (name: string) => `Убрать ${name}`,
  tooLong: "Образец не помещается в одно сообщение",
  tooLongAdvice: "Удалите какую-нибудь часть. Ничего не отправлено.",
  refused: "Некоторые файлы не добавлены",
  refusals: {
    empty: "в нём нет звука",
    unreadable: "его не удалось прочитать",
    "not-audio": "браузер не может его декодировать",
    "too-large": "он слишком большой, чтобы открыть его здесь",
    "too-long": "он слишком длинный для одного сообщения",
    "no-output": "нет устройства вывода звука",
  },
  useMix: "Взять все каналы вместе",
  useRepaired: "Взять исправленную запись",
  warnings: {
    dropped: {
      title: "В записи есть пропуски",
      why: "Микрофон прерывался, или страница за ним не успевала. Запишите этот фрагмент ещё раз.",
    },
    scant: {
      title: "Образец короткий",
      why: "Платформа может принять его, но для сходства нужно хотя бы полминуты, а лучше несколько минут.",
    },
    silent: { title: "Речи не слышно", why: "В образце почти тишина. Проверьте микрофон или файл." },
    narrow: {
      title: "У одной из частей слишком низкая частота",
      why: "Ниже 8000 Гц высокие частоты потеряны, и клон будет звучать глухо. Возьмите исходный файл или запишите снова.",
    },
    clipped: {
      title: "Звук перегружен",
      why: "Голос будет искажён. Запишите снова, тише или дальше от микрофона.",
    },
  },
  microphone: {
    refused: "Доступ к микрофону запрещён. Разрешите его в адресной строке.",
    absent: "Микрофон не найден.",
    busy: "Микрофон занят другой программой.",
    unplugged: "Микрофон отключился. Записанное сохранено.",
    insecure: "Микрофон доступен только на страницах https и на localhost.",
    unsupported: "Этот браузер не может записывать с частотой 16 кГц.",
  },
  microphoneFailed: "Запись не удалась",
  consent: "Владелец голоса знает об этом и согласен",
  consentHint:
    "Голос — персональные данные. Образец будет отправлен на платформу, которая создаст клон. В журнале останется отметка, что вы это подтвердили, без имён.",
  start: "Клонировать голос",
  startStandIn: "Подобрать по высоте",
  sending: "Отправляем образец…",
  needs: "Нужны имя, образец и согласие.",
  standIn: "Эта платформа только имитирует клонирование",
  standInWhy:
    "Встроенная платформа говорит собственным голосом, ближайшим к образцу по высоте. На говорящего он не похож.",

  list: "Клоны голоса в этом браузере",
  listWhy:
    "Платформа не выдаёт список клонов, поэтому он хранится здесь. Клон, созданный в другом месте, можно добавить по ID.",
  addKnown: "Добавить по ID…",
  none: "Клонов голоса пока нет",
  noneWhy: "Клонируйте голос по образцу или добавьте клон по ID.",
  status: { creating: "создаётся", ready: "готов", error: "ошибка", unknown: "не найден" },
  statusWhy: {
    creating: "Платформа не сообщает о ходе работы. Работа продолжится и без этой страницы.",
    ready: "Можно использовать.",
    error: "Платформа не назвала причину. Часто в образце нет речи.",
    unknown: "У платформы больше нет этой задачи или голоса.",
  },
  elapsed: (length: string) => `уже ${length}`,
  madeIn: (length: string) => `создан за ${length}`,
  sampleOf: (length: string) => `образец ${length}`,
  taskId: "ID задачи",
  voiceId: "ID голоса",
  try: "Попробовать",
  forget: "Убрать…",
  again: "Обновить",
  storageFailed: "Не удалось прочитать или сохранить список голосов",

  trial: (name: string) => `Попробовать голос «${name}»`,
  text: "Текст",
  example: { ru: "Здравствуйте! Так звучит этот голос.", en: "Good day! This is how the voice sounds." },
  language: "Язык текста",
  languages: { ru: "Русский", en: "Английский" },
  manner: "Получение",
  manners: { streamed: "Потоком", whole: "Целиком" },
  speak: "Озвучить",
  speaking: "Озвучиваем…",
  spoken: (took: string, first: string) => `Готово за ${took}, первый звук через ${first}.`,
  speech: "Речь",
  wave: "Звук клона голоса, позиция",

  addTitle: "Добавить клон голоса по ID",
  addKind: "Тип ID",
  addKinds: { voice: "Голос", task: "Задача" },
  addId: "ID",
  addIdHint: "UUID, выданный платформой",
  addIdBad: "Допустимы только буквы, цифры, дефис и подчёркивание.",
  addNow: "Добавить",

  deleteTitle: (name: string) => `Удалить голос «${name}»?`,
  deleteWhy: "Голос будет удалён с платформы для всех, у кого есть его ID. Отменить это нельзя.",
  forgetTitle: (name: string) => `Убрать «${name}» из списка?`,
  forgetWhy:
    "Голос исчезнет из списка этого браузера. Платформа не умеет удалять задачи: создаваемый голос останется на ней.",
  forgetUnknown:
    "Платформа не знает этого голоса: он удалён или создан на другой платформе. Его можно убрать из списка.",
  forgetNow: "Убрать",

  models: "Модели платформы",
  asOf: "обновлено",
  refresh: "Обновить",
  modelKind: "Тип",
  modelKinds: {
    all: (count: number) => `Все ${String(count)}`,
    tts: (count: number) => `Голоса ${String(count)}`,
    asr: (count: number) => `Распознавание ${String(count)}`,
    cloning: (count: number) => `Клонирование ${String(count)}`,
  },
  modelColumns: { name: "Имя", kind: "Тип", rate: "Частоты", language: "Языки" },
  modelType: "Тип модели",
  unnamed: "без имени",
  hertz: (rate: string) => `${rate}\u00a0Гц`,
  dictionaries: (names: string) => `словари: ${names}`,
  noDictionaries: "распознавание, словари не указаны",
  modelsLoading: "Загружаем модели…",
  modelsNone: "Таких моделей у платформы нет.",
} satisfies typeof en;

/** The words of the Voices page. */
export const voicesText: Dictionary<typeof en> = { en, ru };
