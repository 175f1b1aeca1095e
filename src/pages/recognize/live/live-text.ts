import type { RecordingFailure } from "../../../local-archive/recording-writer.ts";
import type { MicrophoneErrorKind } from "../../../audio/microphone-error.ts";
import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";
import type { LiveEnding } from "./live-results.svelte.ts";

interface Story {
  title: string;
  /** Why, and what to do. */
  why: string;
}

const en = {
  start: "Start recording",
  stop: "Stop",
  pause: "Pause",
  resume: "Go on",
  cancel: "Cancel",
  shortcut: "Ctrl+Enter starts and stops, Esc cancels",
  problems: "An option cannot be sent as it is",
  problemsWhy: "Its field under More options says why.",
  idle: "Speak, and read what is heard while you speak.",
  opening: "Waiting for the microphone…",
  openingSaid: "Waiting for the microphone. The browser may ask you to allow it.",
  live: "Listening",
  paused: "Paused: nothing is sent, the call stays open",
  finishing: "Finishing: waiting for the last phrase…",
  sending: "Sending the recording…",
  done: (phrases: number) => `Done: ${counted("en", phrases, { one: "phrase", other: "phrases" })}.`,
  doneWordless: "Done: no words were recognized.",
  cancelled: "Cancelled.",
  failed: "Failed, see below.",
  clock: "Time of the call, and the longest it may take",
  strip: "Recording, position",
  level: "Level",
  levelOf: (dbfs: string) => `${dbfs} dBFS`,
  noLevel: "no sound",
  clipped: "too loud",

  microphoneErrors: {
    refused: {
      title: "The microphone is not allowed",
      why: "The browser or the system said no. Press the sign left of the address, set Microphone to Allow, then start again. If there is nothing to set, allow the browser the microphone in the settings of the system.",
    },
    absent: {
      title: "No microphone was found",
      why: "Plug one in, or choose another under Microphone, then start again.",
    },
    busy: {
      title: "The microphone is busy",
      why: "Another program holds it, or the system took it away. Close that program, then start again.",
    },
    unplugged: {
      title: "The microphone went away",
      why: "What was said until then was sent and is kept. Plug it in again or choose another, then start a new recording.",
    },
    insecure: {
      title: "The browser gives no microphone to this address",
      why: "It wants https, or an address of this machine such as http://localhost. Open the console there.",
    },
    unsupported: {
      title: "This browser cannot read the microphone",
      why: "It could not open it at 16 kHz. Try another device, or a current Chrome, Edge, Firefox or Safari.",
    },
  } satisfies Record<MicrophoneErrorKind, Story>,
  endings: {
    asked: undefined,
    unplugged: undefined,
    platform: undefined,
    length: {
      title: "The longest recording was reached",
      why: "It was ended as Stop would have, so the last phrase is there. A longer one can be chosen in the options.",
    },
    pause: {
      title: "The pause was too long",
      why: "A call in which nothing is said for five minutes is cut, so it was ended properly before. Start a new recording to go on.",
    },
  } satisfies Record<LiveEnding, Story | undefined>,
  troubles: {
    full: {
      title: "The rest of this recording is not kept",
      why: "There is no room for kept recordings. It is sent all the same. Delete old ones when it is over.",
    },
    broken: {
      title: "This recording is not kept",
      why: "The browser cannot write to its storage. It is sent all the same, but could not be recovered.",
    },
  } satisfies Record<RecordingFailure, Story>,
  offline: "The network is gone",
  offlineWhy: "Recording goes on and is kept. If the call breaks, the recording can be sent again.",
  stalled: (seconds: string) => `${seconds} s of sound wait for the network`,
  stalledWhy: "Recording goes on and is kept. What waits is sent as soon as the network takes it.",
  dropped: (seconds: string) => `${seconds} s of audio were dropped`,
  droppedWhy:
    "They were not sent: the network or this page was too slow. Send the saved recording again to have them recognized.",
  unsaved: (seconds: string) => `${seconds} s of audio are missing from the recording`,
  unsavedWhy: "This page or the browser's storage was too slow.",
  dead: "Nothing comes from the microphone",
  deadWhy: "It may be muted, on the device itself or in the system, or another one is meant.",
  brokenKept: "The recording is kept",
  brokenKeptWhy: "It was not recognized to its end. Under the kept recordings it can be played, saved and sent again.",
  wordlessTitle: "No words were recognized",
  wordlessWhy: "The platform answered, and its answer holds no words. Perhaps nobody spoke, or another language.",

  transcript: "What is heard",
  transcriptEmpty: "The words will appear here while you speak.",
  unstable: "still changing",
  unstableTitle: "The platform may still change these words",
  phraseAt: (time: string) => `Play from ${time}`,
  toNewest: "To the newest",
  asFile: "Open as a file",
  asFileTitle: "All options of files: words over the wave, doubtful words, other models",
  saveWav: "Save WAV",
  recorded: "Recorded",
  recordedTitle: "Length of the sound that was sent, counted in samples",
  sent: "Sent",
  sentTitle: "Sound that the network has taken",
  firstPhrase: "First words after",
  firstPhraseTitle: "From the beginning of the call to the first words, settled or not",
  confidence: "Mean confidence",
  confidenceTitle: "Mean of the phrases, as the platform states it",
  confidenceNone: "not stated",
  loudnessTitle: "Mean level of the whole recording",
  loudnessOf: (silence: string) => `Mean level of the whole recording; ${silence} of it is silence`,
  requestId: "Request id",
  requestIdTitle: "The id of the call in the log of this console",
  serverRequestId: "Request id of the platform",
  serverRequestIdTitle: "The id under which the platform keeps this call",

  choices: "Microphone and call",
  choicesHold: "Chosen for a whole call: locked while one is open.",
  device: "Microphone",
  deviceDefault: "Chosen by the system",
  deviceUnnamed: (number: number) => `Microphone ${String(number)}`,
  deviceGone: "Not plugged in now",
  deviceHint: "Names appear once the browser may use a microphone.",
  maxLength: "Longest recording",
  minutes: (count: number) => counted("en", count, { one: "minute", other: "minutes" }),
  maxLengthHint: "Then it ends by itself; the platform is given two minutes more to answer.",
  interim: "Words while they change",
  interimHint: "Phrases are shown before they are settled",
  singleUtterance: "One phrase only",
  singleUtteranceHint: "The platform ends the call after the first phrase",

  recover: (count: number) =>
    count === 1
      ? "A recording was not recognized to its end"
      : `${String(count)} recordings were not recognized to their end`,
  recoverWhy:
    "The page or the call broke off. What was recorded until then is here: listen, save it, or send it to be recognized.",
  kept: "Recordings kept in this browser",
  keptWhy: (days: number) =>
    `A recording is kept while it is made, so that a crash or a cut loses nothing. It goes with the next recording once it was recognized, and after ${String(days)} days in any case. It never leaves this browser unless you send it.`,
  keptUsage: (used: string, limit: string) => `${used} of ${limit}`,
  keptFailed: "The kept recordings cannot be read",
  keptFailedWhy: "The browser refuses its storage to this page. Live recognition works; nothing can be recovered.",
  outcomes: {
    recognized: "recognized",
    cancelled: "cancelled",
    failed: "broke off",
    crashed: "the page was closed",
  },
  play: "Open",
  playTitle: "Brings it into the player above",
  resend: "Recognize again",
  resendFile: "Goes as one file",
  resendStream: "Too long for one file: goes through the live call, as fast as the platform takes it",
  delete: "Delete",
  deleteAll: "Delete all",
  deleteOf: (name: string) => `Delete the recording of ${name}`,
};

const ru = {
  start: "Начать запись",
  stop: "Остановить",
  pause: "Пауза",
  resume: "Продолжить",
  cancel: "Отмена",
  shortcut: "Ctrl+Enter — начать и остановить, Esc — отменить",
  problems: "Одну из настроек нельзя отправить",
  problemsWhy: "У её поля в дополнительных настройках сказано почему.",
  idle: "Говорите и сразу читайте, что услышано.",
  opening: "Ждём микрофон…",
  openingSaid: "Ждём микрофон. Браузер может спросить разрешения.",
  live: "Слушаем",
  paused: "Пауза: ничего не отправляется, вызов открыт",
  finishing: "Завершаем: ждём последнюю фразу…",
  sending: "Отправляем запись…",
  done: (phrases: number) =>
    `Готово: ${counted("ru", phrases, { one: "фраза", few: "фразы", many: "фраз", other: "фразы" })}.`,
  doneWordless: "Готово: слов не распознано.",
  cancelled: "Отменено.",
  failed: "Не получилось, подробности ниже.",
  clock: "Время вызова и наибольшее, сколько он может длиться",
  strip: "Запись, позиция",
  level: "Уровень",
  levelOf: (dbfs: string) => `${dbfs} dBFS`,
  noLevel: "звука нет",
  clipped: "слишком громко",

  microphoneErrors: {
    refused: {
      title: "Микрофон не разрешён",
      why: "Отказал браузер или система. Нажмите значок слева от адреса, разрешите микрофон и начните снова. Если там нечего менять, разрешите браузеру микрофон в настройках системы.",
    },
    absent: {
      title: "Микрофон не найден",
      why: "Подключите его или выберите другой в списке «Микрофон» и начните снова.",
    },
    busy: {
      title: "Микрофон занят",
      why: "Его держит другая программа, или его забрала система. Закройте ту программу и начните снова.",
    },
    unplugged: {
      title: "Микрофон отключился",
      why: "Всё сказанное до этого отправлено и сохранено. Подключите его снова или выберите другой и начните новую запись.",
    },
    insecure: {
      title: "По этому адресу браузер не даёт микрофон",
      why: "Нужен https или адрес этого же компьютера, например http://localhost. Откройте консоль там.",
    },
    unsupported: {
      title: "Этот браузер не может читать микрофон",
      why: "Не удалось открыть его с частотой 16 кГц. Попробуйте другое устройство или свежий Chrome, Edge, Firefox или Safari.",
    },
  },
  endings: {
    asked: undefined,
    unplugged: undefined,
    platform: undefined,
    length: {
      title: "Достигнута наибольшая длина записи",
      why: "Запись завершена так же, как кнопкой «Остановить», последняя фраза на месте. Бо́льшую длину можно выбрать в настройках.",
    },
    pause: {
      title: "Пауза была слишком долгой",
      why: "Вызов, в котором пять минут тихо, обрывается, поэтому он был завершён как следует. Чтобы продолжить, начните новую запись.",
    },
  },
  troubles: {
    full: {
      title: "Остаток этой записи не сохраняется",
      why: "Для сохранённых записей нет места. Отправка идёт как обычно. Удалите старые записи, когда она закончится.",
    },
    broken: {
      title: "Эта запись не сохраняется",
      why: "Браузер не может писать в своё хранилище. Отправка идёт как обычно, но восстановить запись не получится.",
    },
  },
  offline: "Сеть пропала",
  offlineWhy: "Запись идёт и сохраняется. Если вызов оборвётся, её можно отправить снова.",
  stalled: (seconds: string) => `${seconds} с звука ждут сети`,
  stalledWhy: "Запись идёт и сохраняется. Всё, что ждёт, уйдёт, как только сеть примет.",
  dropped: (seconds: string) => `${seconds} с звука пропущено`,
  droppedWhy:
    "Этот звук не отправлен: сеть или страница не успевала. Отправьте сохранённую запись снова, чтобы он был распознан.",
  unsaved: (seconds: string) => `В записи не хватает ${seconds} с звука`,
  unsavedWhy: "Страница или хранилище браузера не успевали.",
  dead: "С микрофона ничего не приходит",
  deadWhy: "Возможно, он выключен на самом устройстве или в системе, или нужен другой.",
  brokenKept: "Запись сохранена",
  brokenKeptWhy: "Она распознана не до конца. Среди сохранённых записей её можно послушать, скачать и отправить снова.",
  wordlessTitle: "Слов не распознано",
  wordlessWhy: "Платформа ответила, но слов в ответе нет. Возможно, никто не говорил или говорили на другом языке.",

  transcript: "Что услышано",
  transcriptEmpty: "Слова появятся здесь, пока вы говорите.",
  unstable: "ещё меняется",
  unstableTitle: "Платформа ещё может изменить эти слова",
  phraseAt: (time: string) => `Слушать с ${time}`,
  toNewest: "К последним",
  asFile: "Открыть как файл",
  asFileTitle: "Всё, что есть для файлов: слова над волной, сомнительные слова, другие модели",
  saveWav: "Скачать WAV",
  recorded: "Записано",
  recordedTitle: "Длина отправленного звука по числу отсчётов",
  sent: "Отправлено",
  sentTitle: "Звук, который приняла сеть",
  firstPhrase: "Первые слова через",
  firstPhraseTitle: "От начала вызова до первых слов, окончательных или нет",
  confidence: "Средняя уверенность",
  confidenceTitle: "Среднее по фразам, как его сообщает платформа",
  confidenceNone: "не указана",
  loudnessTitle: "Средний уровень всей записи",
  loudnessOf: (silence: string) => `Средний уровень всей записи; тишины в ней ${silence}`,
  requestId: "Номер запроса",
  requestIdTitle: "Номер вызова в журнале этой консоли",
  serverRequestId: "Номер запроса на платформе",
  serverRequestIdTitle: "Под этим номером вызов хранит платформа",

  choices: "Микрофон и вызов",
  choicesHold: "Выбирается на весь вызов: пока он открыт, изменить нельзя.",
  device: "Микрофон",
  deviceDefault: "Выбирает система",
  deviceUnnamed: (number: number) => `Микрофон ${String(number)}`,
  deviceGone: "Сейчас не подключён",
  deviceHint: "Названия появятся, когда браузеру разрешат микрофон.",
  maxLength: "Наибольшая длина записи",
  minutes: (count: number) => counted("ru", count, { one: "минута", few: "минуты", many: "минут", other: "минуты" }),
  maxLengthHint: "Затем запись завершится сама; платформе даётся ещё две минуты на ответ.",
  interim: "Слова, пока они меняются",
  interimHint: "Фразы видны до того, как станут окончательными",
  singleUtterance: "Только одна фраза",
  singleUtteranceHint: "Платформа завершит вызов после первой фразы",

  recover: (count: number) =>
    count === 1
      ? "Запись распознана не до конца"
      : `Распознаны не до конца: ${counted("ru", count, { one: "запись", few: "записи", many: "записей", other: "записи" })}`,
  recoverWhy:
    "Оборвалась страница или вызов. Всё, что успело записаться, здесь: послушайте, скачайте или отправьте на распознавание.",
  kept: "Записи, сохранённые в этом браузере",
  keptWhy: (days: number) =>
    `Запись сохраняется прямо во время записи, чтобы сбой или обрыв ничего не потерял. Распознанная удаляется при следующей записи, любая — через ${counted("ru", days, { one: "день", few: "дня", many: "дней", other: "дня" })}. Она не покидает браузер, пока вы её не отправите.`,
  keptUsage: (used: string, limit: string) => `${used} из ${limit}`,
  keptFailed: "Сохранённые записи не читаются",
  keptFailedWhy: "Браузер не даёт странице хранилище. Распознавание работает, но восстановить запись нельзя.",
  outcomes: {
    recognized: "распознана",
    cancelled: "отменена",
    failed: "оборвалась",
    crashed: "страница закрылась",
  },
  play: "Открыть",
  playTitle: "Помещает запись в проигрыватель выше",
  resend: "Распознать снова",
  resendFile: "Уйдёт одним файлом",
  resendStream: "Для одного файла слишком длинная: уйдёт живым вызовом, с той скоростью, с какой берёт платформа",
  delete: "Удалить",
  deleteAll: "Удалить все",
  deleteOf: (name: string) => `Удалить запись ${name}`,
} satisfies typeof en;

/** The words of live recognition. */
export const liveText: Dictionary<typeof en> = { en, ru };
