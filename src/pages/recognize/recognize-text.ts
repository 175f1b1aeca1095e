import type { AudioErrorKind } from "../../audio/audio-error.ts";
import { callText } from "../shared/calls/call-text.ts";
import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted } from "../../kit/i18n/plural.ts";

interface Refusal {
  title: string;
  advice: string;
}

const en = {
  ...callText.en,
  title: "Recognize",
  mode: "Audio source",
  modes: { file: "File", microphone: "Microphone" },
  recording: "Recording",
  choose: "Choose file",
  chooseOther: "Choose another",
  emptyTitle: "Drop a recording here",
  emptyWhy:
    "WAV, MP3, OGG, FLAC, M4A, a film or any other format this browser decodes. Nothing is sent until you press Recognize.",
  drop: "Drop to open the recording",
  reading: (name: string) => `Reading ${name}…`,
  wave: "Recording, position",
  kilohertz: (value: string) => `${value}\u00a0kHz`,
  channels: (count: number) => counted("en", count, { one: "channel", other: "channels" }),
  converted: (size: string) => `sent as 16 kHz mono PCM, ${size}`,
  refusals: {
    empty: { title: "This file has no audio", advice: "Choose another recording." },
    unreadable: {
      title: "Couldn’t read the file",
      advice: "It may have been moved or changed. Choose it again.",
    },
    "not-audio": {
      title: "This browser can’t decode the file",
      advice: "",
    },
    "too-large": { title: "The file is too large to open here", advice: "Split it into shorter parts." },
    "too-long": {
      title: "The recording is too long",
      advice: "Split it into shorter parts, or mix its channels. Nothing was sent.",
    },
    "no-output": { title: "No audio output device", advice: "Connect speakers or headphones." },
  } satisfies Record<AudioErrorKind, Refusal>,
  refusalLimit: (actual: string, limit: string) => `${actual}, the limit is ${limit}.`,

  choices: "Language and model",
  language: "Recording language",
  languageUnlisted: (name: string) => `${name} (not listed by this platform)`,
  languagesListed: (names: string) => `This platform recognizes: ${names}.`,
  languagesNotListed: "This platform lists models without their languages.",
  languagesLoading: "Loading the platform’s languages…",
  languagesUnknown: "The platform’s languages are not known.",
  model: "Model",
  modelUnlisted: (name: string) => `${name} (not in the list)`,
  listFailed: "Couldn’t load the models",
  listFailedWhy: "You can still recognize: the platform chooses the model.",

  start: "Recognize",
  needsFile: "Choose a recording first.",
  needsOptions: "Fix the marked options first.",
  engineLoading: "The recognition engine is loading; your recording is next…",
  engineFailed: (model: string) => `The engine ${model} could not be loaded`,
  /** How much of it is on its way, a browser does not tell. */
  sending: (size: string) => `Sending ${size} in one message…`,
  streaming: "Recognizing as a stream…",
  streamed: "Streamed",
  streamProgress: (sent: string, heard: string, total: string) => `sent ${sent}, recognized ${heard} of ${total}`,
  overLimit: "Too long for one message",
  overLimitWhy: (size: string, length: string, limit: string, limitLength: string) =>
    `It’s ${size} (${length}), and one message takes at most ${limit} (${limitLength}). A stream has no such limit.`,
  sendStream: "Send as a stream",
  done: (words: number, took: string) => `Done: ${counted("en", words, { one: "word", other: "words" })} in ${took}.`,
  doneWordless: "Done: no words were recognized.",

  transcript: "Transcript",
  transcriptHint: "Arrow keys move between words, Enter plays a word, N goes to the next doubtful one.",
  transcriptEmpty: "The transcript will appear here.",
  wordlessTitle: "No words were recognized",
  wordlessWhy: "The recording may be silent, too quiet, or in a language the model doesn’t know.",
  confidenceOf: (percent: string) => `confidence ${percent}`,
  doubtful: "doubtful",
  length: "Length",
  lengthTitle: "From the number of samples",
  took: "Processing time",
  tookTitle: "From the click to the answer, relative to the recording’s length",
  tookAgainst: (took: string, factor: string) => `${took}, ${factor}× real time`,
  confidence: "Mean confidence",
  confidenceTitle: "Mean over the phrases, as reported by the platform",
  modelUsed: "Model",
  modelUsedTitle: "The model requested",
  wordCount: "Words",
  wordCountTitle: "Words in the transcript. Doubtful: below the confidence set above.",
  wordsDoubtful: (count: string, doubtful: string) => `${count}, ${doubtful} doubtful`,
  ignored: "The platform ignored some options",
};

const ru = {
  ...callText.ru,
  title: "Распознавание",
  mode: "Источник звука",
  modes: { file: "Файл", microphone: "Микрофон" },
  recording: "Запись",
  choose: "Выбрать файл",
  chooseOther: "Выбрать другой",
  emptyTitle: "Перетащите сюда запись",
  emptyWhy:
    "WAV, MP3, OGG, FLAC, M4A, видео и любой другой формат, который декодирует браузер. До нажатия «Распознать» ничего не отправляется.",
  drop: "Отпустите, чтобы открыть запись",
  reading: (name: string) => `Читаем ${name}…`,
  wave: "Запись, позиция",
  kilohertz: (value: string) => `${value}\u00a0кГц`,
  channels: (count: number) => counted("ru", count, { one: "канал", few: "канала", many: "каналов" }),
  converted: (size: string) => `отправляется как PCM 16 кГц моно, ${size}`,
  refusals: {
    empty: { title: "В файле нет звука", advice: "Выберите другую запись." },
    unreadable: {
      title: "Не удалось прочитать файл",
      advice: "Возможно, его переместили или изменили. Выберите его ещё раз.",
    },
    "not-audio": {
      title: "Браузер не может декодировать этот файл",
      advice: "",
    },
    "too-large": { title: "Файл слишком большой, чтобы открыть его здесь", advice: "Разделите его на части." },
    "too-long": {
      title: "Запись слишком длинная",
      advice: "Разделите её на части или сведите каналы. Ничего не отправлено.",
    },
    "no-output": { title: "Нет устройства вывода звука", advice: "Подключите динамики или наушники." },
  },
  refusalLimit: (actual: string, limit: string) => `${actual}, предел — ${limit}.`,

  choices: "Язык и модель",
  language: "Язык записи",
  languageUnlisted: (name: string) => `${name} (нет в списке платформы)`,
  languagesListed: (names: string) => `Языки платформы: ${names}.`,
  languagesNotListed: "Платформа не указывает языки своих моделей.",
  languagesLoading: "Загружаем языки платформы…",
  languagesUnknown: "Языки платформы неизвестны.",
  model: "Модель",
  modelUnlisted: (name: string) => `${name} (нет в списке)`,
  listFailed: "Не удалось загрузить список моделей",
  listFailedWhy: "Распознавать можно и без списка: модель выберет платформа.",

  start: "Распознать",
  needsFile: "Сначала выберите запись.",
  needsOptions: "Сначала исправьте отмеченные настройки.",
  engineLoading: "Движок распознавания загружается; ваша запись следующая…",
  engineFailed: (model: string) => `Движок ${model} не загрузился`,
  sending: (size: string) => `Отправляем ${size} одним сообщением…`,
  streaming: "Распознаём потоком…",
  streamed: "Потоком",
  streamProgress: (sent: string, heard: string, total: string) => `отправлено ${sent}, распознано ${heard} из ${total}`,
  overLimit: "Слишком длинно для одного сообщения",
  overLimitWhy: (size: string, length: string, limit: string, limitLength: string) =>
    `Запись занимает ${size} (${length}), а в одно сообщение помещается ${limit} (${limitLength}). У потока такого предела нет.`,
  sendStream: "Отправить потоком",
  done: (words: number, took: string) =>
    `Готово: ${counted("ru", words, { one: "слово", few: "слова", many: "слов" })} за ${took}.`,
  doneWordless: "Готово: слов не распознано.",

  transcript: "Расшифровка",
  transcriptHint: "Стрелки — переход по словам, Enter — воспроизвести слово, N — следующее сомнительное.",
  transcriptEmpty: "Здесь появится расшифровка.",
  wordlessTitle: "Слов не распознано",
  wordlessWhy: "Возможно, в записи тишина, звук слишком тихий или модель не знает этого языка.",
  confidenceOf: (percent: string) => `уверенность ${percent}`,
  doubtful: "сомнительное",
  length: "Длина",
  lengthTitle: "По числу отсчётов",
  took: "Время обработки",
  tookTitle: "От нажатия до ответа, относительно длины записи",
  tookAgainst: (took: string, factor: string) => `${took}, ×${factor} к реальному времени`,
  confidence: "Средняя уверенность",
  confidenceTitle: "Среднее по фразам, по данным платформы",
  modelUsed: "Модель",
  modelUsedTitle: "Запрошенная модель",
  wordCount: "Слов",
  wordCountTitle: "Слова в расшифровке. Сомнительные: с уверенностью ниже заданной.",
  wordsDoubtful: (count: string, doubtful: string) => `${count}, сомнительных:\u00a0${doubtful}`,
  ignored: "Платформа проигнорировала часть параметров",
} satisfies typeof en;

/** The words of the Recognize page. */
export const recognizeText: Dictionary<typeof en> = { en, ru };
