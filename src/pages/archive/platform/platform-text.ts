import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";
import type { Lookup } from "./platform-query.ts";

const en = {
  title: "The archive of the platform",
  why: "The platform keeps each recognition of a file or a stream: its sound, transcript and marks. Synthesis is not kept, and nothing can be put there. Choose days, or an id, and ask.",
  by: "Look by",
  lookups: { date: "Date", session: "Session", trace: "Trace", record: "Record" } satisfies Record<Lookup, string>,
  ids: { date: "", session: "Session id", trace: "Trace id", record: "Request id of the platform" } satisfies Record<
    Lookup,
    string
  >,
  from: "From",
  to: "To",
  version: "Generation",
  look: "List",
  openOne: "Open",
  cancel: "Cancel",
  place: (baseUrl: string, clientId: string) => `${baseUrl}, client ${clientId || "not chosen"}`,
  base: "Address of the archive",
  baseHint:
    "Empty: where calls go. Another one must be allowed when the console is started (npm start -- --allow-endpoint URL) and must allow this page.",
  client: "Client id",
  clientHint:
    "The client at the token service whose calls are read. Calls without a token are kept under the platform's own.",
  noClient: "Whose archive?",
  noClientWhy: "Choose a client id above: the archive keeps the calls of each client apart.",
  list: "Records of the platform",
  none: "No record",
  noneWhy: "The archive has no recognition of this client that fits.",
  trace: "trace",
  session: "session",
  record: "Record",
  wave: "Archived recording, position",
  download: "Download WAV",
  asking: "Asking the archive…",
  transcript: "Transcript",
  noWords: "The transcript holds no words.",
  marks: "Speech marks",
  marksLine: (count: number, length: string) =>
    `${counted("en", count, { one: "stretch", other: "stretches" })} of speech, ${length} together; the line under the wave`,
  noMarks: "The record holds no speech marks.",
  verdicts: "Is the speech genuine?",
  askVerdicts: "Ask for anti-spoofing marks",
  noVerdicts: "The record holds no such marks.",
  genuine: "Genuine:",
  attack: "Attack:",
  statuses: {
    "404": {
      title: "The archive has no such record",
      why: "It may be of another client or generation, or too old; or there is no archive at this address.",
    },
    "422": { title: "The archive did not understand the question", why: "Its words tell which value is wrong." },
    "501": {
      title: "This generation does not have it",
      why: "The third generation of the archive keeps speech marks in the transcript and has no anti-spoofing marks. Generations 1 and 2 have both.",
    },
  },
};

const ru = {
  title: "Архив платформы",
  why: "Платформа хранит каждое распознавание файла или потока: звук, расшифровку и отметки. Синтез она не хранит, положить туда ничего нельзя. Выберите дни или номер и спросите.",
  by: "Искать по",
  lookups: { date: "Дате", session: "Сессии", trace: "Трассе", record: "Номеру" },
  ids: { date: "", session: "Номер сессии", trace: "Номер трассы", record: "Номер запроса на платформе" },
  from: "С",
  to: "По",
  version: "Поколение",
  look: "Показать",
  openOne: "Открыть",
  cancel: "Отменить",
  place: (baseUrl: string, clientId: string) => `${baseUrl}, клиент ${clientId || "не выбран"}`,
  base: "Адрес архива",
  baseHint:
    "Пусто: туда же, куда идут вызовы. Другой нужно разрешить при запуске консоли (npm start -- --allow-endpoint URL), и он должен разрешать эту страницу.",
  client: "Клиент",
  clientHint:
    "Клиент службы токенов, чьи вызовы читаем. Вызовы без токена хранятся под собственным клиентом платформы.",
  noClient: "Чей архив?",
  noClientWhy: "Выберите клиента выше: архив хранит вызовы каждого клиента отдельно.",
  list: "Записи платформы",
  none: "Записей нет",
  noneWhy: "В архиве нет подходящих распознаваний этого клиента.",
  trace: "трасса",
  session: "сессия",
  record: "Запись архива",
  wave: "Запись из архива, позиция",
  download: "Скачать WAV",
  asking: "Спрашиваем архив…",
  transcript: "Расшифровка",
  noWords: "В расшифровке нет слов.",
  marks: "Отметки речи",
  marksLine: (count: number, length: string) =>
    `${counted("ru", count, { one: "отрезок", few: "отрезка", many: "отрезков", other: "отрезка" })} речи, вместе ${length}; линия под осциллограммой`,
  noMarks: "Отметок речи в записи нет.",
  verdicts: "Настоящая ли это речь?",
  askVerdicts: "Спросить отметки антиспуфинга",
  noVerdicts: "Таких отметок в записи нет.",
  genuine: "Настоящая:",
  attack: "Подделка:",
  statuses: {
    "404": {
      title: "Такой записи в архиве нет",
      why: "Она может быть у другого клиента, в другом поколении или слишком старой; или по этому адресу нет архива.",
    },
    "422": { title: "Архив не понял вопроса", why: "Его слова говорят, какое значение неверно." },
    "501": {
      title: "В этом поколении такого нет",
      why: "Третье поколение архива хранит отметки речи в расшифровке, а отметок антиспуфинга у него нет. В поколениях 1 и 2 есть и то и другое.",
    },
  },
} satisfies typeof en;

/** The words about the platform's archive. */
export const platformText: Dictionary<typeof en> = { en, ru };
