import type { RecordingFailure } from "../../../local-archive/recording-writer.ts";
import type { MicrophoneErrorKind } from "../../../audio/microphone/microphone-error.ts";
import { callText } from "../../shared/calls/call-text.ts";
import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";
import type { LiveEnding } from "./live-results.svelte.ts";

interface Story {
  title: string;
  /** Why, and what to do. */
  why: string;
}

const en = {
  ...callText.en,
  start: "Start recording",
  shortcut: "Ctrl+Enter starts and stops, Esc cancels",
  problems: "An option isn’t valid",
  problemsWhy: "See its field under More options.",
  idle: "Speak and see the words as you talk.",
  opening: "Waiting for the microphone…",
  openingSaid: "Waiting for the microphone. The browser may ask for permission.",
  live: "Listening",
  liveLoading: "Listening; words come when the engine is loaded",
  liveStalled: "No audio is arriving",
  paused: "Paused: nothing is sent, the call stays open",
  finishing: "Finishing: waiting for the last phrase…",
  sending: "Sending the recording…",
  done: (phrases: number) => `Done: ${counted("en", phrases, { one: "phrase", other: "phrases" })}.`,
  doneWordless: "Done: no words were recognized.",
  clock: "Time of the call and its limit",
  clockRecorded: "Length of the recording",
  strip: "Recording, position",
  level: "Level",
  levelOf: (dbfs: string) => `${dbfs} dBFS`,
  noLevel: "no audio",
  clipped: "clipping",

  microphoneErrors: {
    refused: {
      title: "Microphone access denied",
      why: "Allow the microphone in the site settings, left of the address, or in the system’s settings. Then start again.",
    },
    absent: {
      title: "No microphone found",
      why: "Connect one or choose another under Microphone, then start again.",
    },
    busy: {
      title: "The microphone is busy",
      why: "Another program is using it. Close that program, then start again.",
    },
    unplugged: {
      title: "Microphone disconnected",
      why: "What was said so far is sent and saved. Reconnect it or choose another, then start a new recording.",
    },
    insecure: {
      title: "The microphone isn’t available at this address",
      why: "Open the console over https, or at http://localhost.",
    },
    unsupported: {
      title: "This browser can’t record from the microphone",
      why: "It couldn’t open it at 16 kHz. Try another device, or a current Chrome, Edge, Firefox or Safari.",
    },
  } satisfies Record<MicrophoneErrorKind, Story>,
  endings: {
    asked: undefined,
    unplugged: undefined,
    platform: undefined,
    length: {
      title: "The recording reached its maximum length",
      why: "It ended as with Stop, so no phrase is lost. You can choose a longer limit in the options.",
    },
    pause: {
      title: "The pause was too long",
      why: "The platform cuts calls after five silent minutes, so this one was ended first. Start a new recording to continue.",
    },
    silence: {
      title: "No audio came for too long",
      why: "The platform cuts calls after five silent minutes, so this one was ended first. What was said is recognized and saved.",
    },
  } satisfies Record<LiveEnding, Story | undefined>,
  troubles: {
    full: {
      title: "The rest of this recording isn’t being saved",
      why: "There’s no space for saved recordings. Recognition continues. Delete old recordings afterwards.",
    },
    broken: {
      title: "This recording isn’t being saved",
      why: "The browser can’t write to its storage. Recognition continues, but the recording can’t be recovered.",
    },
  } satisfies Record<RecordingFailure, Story>,
  offline: "You’re offline",
  offlineWhy: "Recording continues and is saved. If the call breaks, you can send the recording again.",
  stalled: (seconds: string) => `${seconds} s of audio waiting for the network`,
  stalledWhy: "Recording continues and is saved. The rest is sent as soon as the network allows.",
  dropped: (seconds: string) => `${seconds} s of audio dropped`,
  droppedWhy: "It wasn’t sent: the network or this page was too slow. Send the saved recording again to recognize it.",
  unsaved: (seconds: string) => `${seconds} s of audio missing from the recording`,
  unsavedWhy: "This page or the browser’s storage was too slow.",
  missingWhy: "The recording has silence there, so times in the transcript stay right.",
  dead: "No audio from the microphone",
  deadWhy: "It may be muted on the device or in the system, or it’s the wrong microphone.",
  brokenKept: "The recording is saved",
  brokenKeptWhy: "Only part of it was recognized. Play, save or send it again under Saved recordings.",
  wordlessTitle: "No words were recognized",
  wordlessWhy: "Perhaps nobody spoke, or it was another language.",

  transcript: "Live transcript",
  transcriptEmpty: "The transcript appears here as you speak.",
  unstable: "partial",
  unstableTitle: "Partial result: these words may still change",
  phraseAt: (time: string) => `Play from ${time}`,
  toNewest: "Jump to newest",
  asFile: "Open as file",
  asFileTitle: "All file options: words on the waveform, doubtful words, other models",
  recorded: "Recorded",
  recordedTitle: "Length of the audio recorded, from its sample count",
  sent: "Sent",
  sentTitle: "Audio accepted by the network",
  firstPhrase: "Time to first words",
  firstPhraseTitle: "From the start of the call to the first words, partial or final",
  confidence: "Mean confidence",
  confidenceTitle: "Mean over the phrases, as reported by the platform",
  loudnessTitle: "Mean level of the whole recording",
  loudnessOf: (silence: string) => `Mean level of the whole recording; ${silence} of it is silence`,

  choices: "Microphone and call",
  choicesHold: "Can’t be changed during a call.",
  device: "Microphone",
  deviceDefault: "System default",
  deviceUnnamed: (number: number) => `Microphone ${String(number)}`,
  deviceGone: "Not connected",
  deviceHint: "Names appear once microphone access is allowed.",
  deviceHintNamed: "A microphone that is connected later appears here.",
  maxLength: "Maximum length",
  minutes: (count: number) => counted("en", count, { one: "minute", other: "minutes" }),
  maxLengthHint: "Recording stops then. The platform has two more minutes to answer.",
  interim: "Partial results",
  interimHint: "Shows phrases before they’re final",
  singleUtterance: "Single phrase",
  singleUtteranceHint: "The platform ends the call after the first phrase",

  recover: (count: number) =>
    `${counted("en", count, { one: "recording wasn’t", other: "recordings weren’t" })} fully recognized`,
  recoverWhy: "The page was closed or the call broke. Listen to what was recorded, save it, or recognize it.",
  kept: "Saved recordings",
  keptWhy: (days: number) =>
    `Recordings are saved as you speak, so nothing is lost in a crash. A recognized one is deleted with the next recording, any after ${counted("en", days, { one: "day", other: "days" })}. They stay in this browser unless you send them.`,
  keptUsage: (used: string, limit: string) => `${used} of ${limit}`,
  keptFailed: "Couldn’t read the saved recordings",
  keptFailedWhy:
    "The browser blocks storage for this page, or a newer version of the console made the recordings. Recognition works, but new ones can’t be recovered.",
  outcomes: {
    recognized: "recognized",
    cancelled: "cancelled",
    failed: "interrupted",
    crashed: "page closed",
  },
  play: "Open",
  playTitle: "Opens it in the player above",
  resend: "Recognize again",
  resendFile: "Sent as one file",
  resendStream: "Too long for one file: sent as a live call",
  deleteOf: (name: string) => `Delete the recording of ${name}`,
};

const ru = {
  ...callText.ru,
  start: "Начать запись",
  shortcut: "Ctrl+Enter — начать и остановить, Esc — отменить",
  problems: "Один из параметров недопустим",
  problemsWhy: "См. его поле в разделе «Дополнительно».",
  idle: "Говорите, и слова появятся сразу.",
  opening: "Ждём микрофон…",
  openingSaid: "Ждём микрофон. Браузер может запросить разрешение.",
  live: "Слушаем",
  liveLoading: "Слушаем; слова появятся, когда загрузится движок",
  liveStalled: "Звук не поступает",
  paused: "Пауза: звук не отправляется, вызов открыт",
  finishing: "Завершаем: ждём последнюю фразу…",
  sending: "Отправляем запись…",
  done: (phrases: number) => `Готово: ${counted("ru", phrases, { one: "фраза", few: "фразы", many: "фраз" })}.`,
  doneWordless: "Готово: слов не распознано.",
  clock: "Время вызова и его предел",
  clockRecorded: "Длина записи",
  strip: "Запись, позиция",
  level: "Уровень",
  levelOf: (dbfs: string) => `${dbfs} dBFS`,
  noLevel: "звука нет",
  clipped: "перегрузка",

  microphoneErrors: {
    refused: {
      title: "Доступ к микрофону запрещён",
      why: "Разрешите микрофон в настройках сайта слева от адреса или в настройках системы. Затем начните снова.",
    },
    absent: {
      title: "Микрофон не найден",
      why: "Подключите его или выберите другой в списке «Микрофон» и начните снова.",
    },
    busy: {
      title: "Микрофон занят",
      why: "Его использует другая программа. Закройте её и начните снова.",
    },
    unplugged: {
      title: "Микрофон отключился",
      why: "Сказанное до этого отправлено и сохранено. Подключите его снова или выберите другой и начните новую запись.",
    },
    insecure: {
      title: "По этому адресу микрофон недоступен",
      why: "Откройте консоль по https или по адресу http://localhost.",
    },
    unsupported: {
      title: "Этот браузер не может записывать с микрофона",
      why: "Не удалось открыть его с частотой 16 кГц. Попробуйте другое устройство или свежий Chrome, Edge, Firefox или Safari.",
    },
  },
  endings: {
    asked: undefined,
    unplugged: undefined,
    platform: undefined,
    length: {
      title: "Достигнута наибольшая длина записи",
      why: "Запись завершена так же, как кнопкой «Остановить», фразы не потеряны. Больший предел можно выбрать в параметрах.",
    },
    pause: {
      title: "Пауза была слишком долгой",
      why: "Платформа обрывает вызов после пяти минут тишины, поэтому он завершён раньше. Чтобы продолжить, начните новую запись.",
    },
    silence: {
      title: "Звук слишком долго не поступал",
      why: "Платформа обрывает вызов после пяти минут тишины, поэтому он завершён раньше. Сказанное распознано и сохранено.",
    },
  },
  troubles: {
    full: {
      title: "Остаток этой записи не сохраняется",
      why: "Для сохранённых записей нет места. Распознавание продолжается. После него удалите старые записи.",
    },
    broken: {
      title: "Эта запись не сохраняется",
      why: "Браузер не может писать в хранилище. Распознавание продолжается, но восстановить запись не получится.",
    },
  },
  offline: "Нет подключения к сети",
  offlineWhy: "Запись продолжается и сохраняется. Если вызов оборвётся, её можно отправить снова.",
  stalled: (seconds: string) => `${seconds} с звука ожидают отправки`,
  stalledWhy: "Запись продолжается и сохраняется. Остальное уйдёт, как только позволит сеть.",
  dropped: (seconds: string) => `${seconds} с звука пропущено`,
  droppedWhy: "Этот звук не отправлен: сеть или страница не успевала. Чтобы распознать его, отправьте запись снова.",
  unsaved: (seconds: string) => `В записи не хватает ${seconds} с звука`,
  unsavedWhy: "Страница или хранилище браузера не успевали.",
  missingWhy: "В записи на этом месте тишина, поэтому время в расшифровке верное.",
  dead: "С микрофона не поступает звук",
  deadWhy: "Возможно, он выключен на устройстве или в системе либо выбран не тот микрофон.",
  brokenKept: "Запись сохранена",
  brokenKeptWhy: "Распознана только часть. Послушайте, скачайте или отправьте её снова в разделе «Сохранённые записи».",
  wordlessTitle: "Слов не распознано",
  wordlessWhy: "Возможно, никто не говорил или язык другой.",

  transcript: "Расшифровка в реальном времени",
  transcriptEmpty: "Расшифровка появится здесь, пока вы говорите.",
  unstable: "промежуточный",
  unstableTitle: "Промежуточный результат: слова ещё могут измениться",
  phraseAt: (time: string) => `Воспроизвести с ${time}`,
  toNewest: "К последней фразе",
  asFile: "Открыть как файл",
  asFileTitle: "Все параметры для файлов: слова на осциллограмме, сомнительные слова, другие модели",
  recorded: "Записано",
  recordedTitle: "Длина записанного звука по числу отсчётов",
  sent: "Отправлено",
  sentTitle: "Звук, принятый сетью",
  firstPhrase: "До первых слов",
  firstPhraseTitle: "От начала вызова до первых слов, промежуточных или итоговых",
  confidence: "Средняя уверенность",
  confidenceTitle: "Среднее по фразам, по данным платформы",
  loudnessTitle: "Средний уровень всей записи",
  loudnessOf: (silence: string) => `Средний уровень всей записи; тишина — ${silence}`,

  choices: "Микрофон и вызов",
  choicesHold: "Во время вызова изменить нельзя.",
  device: "Микрофон",
  deviceDefault: "Системный по умолчанию",
  deviceUnnamed: (number: number) => `Микрофон ${String(number)}`,
  deviceGone: "Не подключён",
  deviceHint: "Названия появятся после разрешения доступа к микрофону.",
  deviceHintNamed: "Подключённый позже микрофон появится здесь.",
  maxLength: "Наибольшая длина записи",
  minutes: (count: number) => counted("ru", count, { one: "минута", few: "минуты", many: "минут" }),
  maxLengthHint: "Затем запись остановится. На ответ платформе даётся ещё две минуты.",
  interim: "Промежуточные результаты",
  interimHint: "Показывать фразы до итогового результата",
  singleUtterance: "Только одна фраза",
  singleUtteranceHint: "Платформа завершит вызов после первой фразы",

  recover: (count: number) =>
    counted("ru", count, {
      one: "запись распознана не полностью",
      few: "записи распознаны не полностью",
      many: "записей распознаны не полностью",
    }),
  recoverWhy: "Страница закрылась или вызов оборвался. Записанное можно послушать, скачать или распознать.",
  kept: "Сохранённые записи",
  keptWhy: (days: number) =>
    `Запись сохраняется по ходу дела, чтобы сбой ничего не потерял. Распознанная удаляется при следующей записи, любая — через ${counted("ru", days, { one: "день", few: "дня", many: "дней" })}. Без отправки она не покидает этот браузер.`,
  keptUsage: (used: string, limit: string) => `${used} из ${limit}`,
  keptFailed: "Не удалось прочитать сохранённые записи",
  keptFailedWhy:
    "Браузер запрещает странице хранить данные, или записи созданы более новой версией консоли. Распознавание работает, но восстановить новую запись нельзя.",
  outcomes: {
    recognized: "распознана",
    cancelled: "отменена",
    failed: "прервана",
    crashed: "страница закрыта",
  },
  play: "Открыть",
  playTitle: "Открывает запись в проигрывателе выше",
  resend: "Распознать снова",
  resendFile: "Отправляется одним файлом",
  resendStream: "Слишком длинная для одного файла: отправляется живым вызовом",
  deleteOf: (name: string) => `Удалить запись ${name}`,
} satisfies typeof en;

/** The words of live recognition. */
export const liveText: Dictionary<typeof en> = { en, ru };
