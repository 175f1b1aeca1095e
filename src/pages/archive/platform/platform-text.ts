import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";
import type { Lookup } from "./platform-query.ts";

const en = {
  title: "Platform archive",
  why: "The platform archives each recognition of a file or stream: audio, transcript and marks. Synthesis isn’t archived. Search by date or by ID.",
  by: "Search by",
  lookups: { date: "Date", session: "Session ID", trace: "Trace ID", record: "Request ID" } satisfies Record<
    Lookup,
    string
  >,
  ids: { date: "", session: "Session ID", trace: "Trace ID", record: "Server request ID" } satisfies Record<
    Lookup,
    string
  >,
  from: (zone: string) => `From (${zone})`,
  to: (zone: string) => `To (${zone})`,
  version: "Archive version",
  look: "Search",
  openOne: "Open",
  place: (baseUrl: string, clientId: string) => `${baseUrl}, client ${clientId || "not chosen"}`,
  base: "Archive URL",
  baseHint:
    "Empty: the calls’ endpoint. Any other must be allowed at start (npm start -- --allow-endpoint URL) and must allow this page.",
  client: "Client ID",
  clientHint: "The token service client whose calls are listed. Calls without a token are under the platform’s own.",
  noClient: "Choose a client",
  noClientWhy: "The archive keeps each client’s calls separately. Enter a client ID above.",
  notConfigured: "The platform’s archive isn’t configured",
  notConfiguredWhy:
    "This page’s gateway doesn’t know where it is. Start the console with --archive-address URL, or enter its URL above.",
  list: "Platform records",
  none: "No records",
  noneWhy: "The archive has no matching recognitions for this client.",
  trace: "trace",
  session: "session",
  record: "Record",
  wave: "Archived recording, position",
  asking: "Searching the archive…",
  transcript: "Transcript",
  noWords: "The transcript is empty.",
  marks: "Speech marks",
  marksLine: (count: number, length: string) =>
    `${counted("en", count, { one: "speech range", other: "speech ranges" })}, ${length} in total; the line under the waveform`,
  noMarks: "This record has no speech marks.",
  verdicts: "Anti-spoofing",
  askVerdicts: "Load anti-spoofing marks",
  noVerdicts: "This record has no anti-spoofing marks.",
  genuine: "Genuine:",
  attack: "Spoofed:",
  statuses: {
    "404": {
      title: "Record not found",
      why: "It may belong to another client or archive version, or be too old, or there’s no archive at this URL.",
    },
    "422": { title: "The archive rejected the query", why: "Its message says which value is wrong." },
    "501": {
      title: "Not available in this archive version",
      why: "Version 3 keeps speech marks in the transcript and has no anti-spoofing marks. Versions 1 and 2 have both.",
    },
  },
};

const ru = {
  title: "Архив платформы",
  why: "Платформа сохраняет каждое распознавание файла или потока: звук, расшифровку и метки. Синтез не сохраняется. Ищите по дате или ID.",
  by: "Искать по",
  lookups: { date: "Дате", session: "ID сеанса", trace: "ID трассировки", record: "ID запроса" },
  ids: { date: "", session: "ID сеанса", trace: "ID трассировки", record: "ID запроса на сервере" },
  from: (zone: string) => `С (${zone})`,
  to: (zone: string) => `По (${zone})`,
  version: "Версия архива",
  look: "Найти",
  openOne: "Открыть",
  place: (baseUrl: string, clientId: string) => `${baseUrl}, клиент ${clientId || "не выбран"}`,
  base: "URL архива",
  baseHint:
    "Пусто: адрес вызовов. Другой нужно разрешить при запуске (npm start -- --allow-endpoint URL), и он должен разрешать эту страницу.",
  client: "ID клиента",
  clientHint: "Клиент службы токенов, чьи вызовы показаны. Вызовы без токена хранятся под клиентом самой платформы.",
  noClient: "Выберите клиента",
  noClientWhy: "Архив хранит вызовы каждого клиента отдельно. Введите ID клиента выше.",
  notConfigured: "Архив платформы не настроен",
  notConfiguredWhy:
    "Шлюз этой страницы не знает, где он. Запустите консоль с --archive-address URL или укажите URL архива выше.",
  list: "Записи платформы",
  none: "Записей нет",
  noneWhy: "В архиве нет подходящих распознаваний этого клиента.",
  trace: "трассировка",
  session: "сеанс",
  record: "Запись архива",
  wave: "Запись из архива, позиция",
  asking: "Ищем в архиве…",
  transcript: "Расшифровка",
  noWords: "Расшифровка пуста.",
  marks: "Метки речи",
  marksLine: (count: number, length: string) =>
    `${counted("ru", count, { one: "отрезок речи", few: "отрезка речи", many: "отрезков речи" })}, всего ${length}; линия под осциллограммой`,
  noMarks: "В записи нет меток речи.",
  verdicts: "Антиспуфинг",
  askVerdicts: "Загрузить метки антиспуфинга",
  noVerdicts: "В записи нет меток антиспуфинга.",
  genuine: "Подлинная:",
  attack: "Подделка:",
  statuses: {
    "404": {
      title: "Запись не найдена",
      why: "Она может быть у другого клиента, в другой версии архива или слишком старой, либо по этому URL нет архива.",
    },
    "422": { title: "Архив отклонил запрос", why: "В его сообщении указано неверное значение." },
    "501": {
      title: "В этой версии архива недоступно",
      why: "Версия 3 хранит метки речи в расшифровке, а меток антиспуфинга не имеет. В версиях 1 и 2 есть и те и другие.",
    },
  },
} satisfies typeof en;

/** The words about the platform's archive. */
export const platformText: Dictionary<typeof en> = { en, ru };
