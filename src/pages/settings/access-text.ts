import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import type { TokenDictionary } from "./token-text.ts";

const en = {
  access: "Access",
  mode: "Who adds the token",
  modes: { gateway: "The gateway", token: "This page", none: "Nobody" },
  modeWhy: {
    unknown: "The server of this page has not said yet whether its gateway adds a token.",
    byGateway:
      "The gateway of this page adds its own token to every call. Secret and token never reach the browser. Its token requests are in the log.",
    noneByGateway: "The gateway of this page adds no token, so calls go without one.",
    wanted: "The platform asks for a token: choose “This page” and give it one.",
    elsewhere: "The gateway at the endpoint decides; this page adds no token.",
    none: "Calls go without a token.",
    overwritten:
      "The gateway of this page puts its own token over whatever the page sends: this choice changes nothing here.",
    token: "Kept in the memory of this tab until it is closed or loaded again; never stored, never logged.",
  },
  from: "Where the token comes from",
  froms: { paste: "Pasted", fetch: "Token server" },
  pastedToken: "Token",
  pastedHint: "As it came, with or without “Bearer”. When it ends is read from it, if it says so.",
  usePasted: "Use this token",
  ssoUrl: "Token server (sso_url)",
  ssoHint: "The token is asked for at …/realms/REALM/protocol/openid-connect/token.",
  realm: "Realm (realm)",
  clientId: "Client (client_id)",
  secret: "Client secret (client_secret)",
  secretHint: "Stays in memory to renew the token, until “Forget” or the end of this tab.",
  signIn: "Get a token",
  notAllowed: (origin: string) => `This page may not ask ${origin}`,
  notAllowedWhy: (origin: string) =>
    `Its policy lets it call only what was named at the start: npm start -- --allow-endpoint ${origin}. The token server must list the origin of this page as well (in Keycloak: Web origins of the client). Without both, let the gateway fetch the token.`,
  forget: "Forget",
  extras: "More on every call",
  account: "Account (x-ai-account)",
  workspace: "Workspace (x-ai-workspace)",
  onlyWithToken: "Sent with a token of this page only; a gateway sends its own.",
  traceId: "Trace id (external_trace_id)",
  traceHint: "The platform's archive finds calls by it.",
  metadata: "More metadata",
  metadataHint: "name=value, name=value. An endpoint of another origin must allow each name.",
  timeout: "Longest time of a call, seconds",
  timeoutHint: (seconds: number | undefined) =>
    seconds === undefined
      ? "Empty: what each page allows. Live recognition is not limited."
      : `Empty: ${String(seconds)}, as the gateway's config.ini says. Live recognition is not limited.`,
  timeoutWrong: "A number of seconds above 0, at most 86400",
  notAscii: "Only Latin letters, digits and signs can go into a header",
  urlProblems: {
    "not-a-url": "This is no address: it should look like https://sso.example.com",
    "not-http": "The address must begin with http:// or https://",
    "has-credentials": "No user name or password in the address",
    "has-query": "The address must end before “?” and “#”",
  },
  token: {
    none: "No token",
    asking: "Asking for a token…",
    validFor: (left: string) => `Valid for ${left}`,
    unknownEnd: "In use; it does not say when it ends",
    over: (ago: string) => `Its time was over ${ago}`.trim(),
    pasted: (ago: string) => `pasted ${ago}`,
    fetched: (ago: string) => `given ${ago}`,
    renewed: (ago: string) => `renewed ${ago}`,
    ago: {
      seconds: (count: number) => `${String(count)} s ago`,
      minutes: (count: number) => `${String(count)} min ago`,
      hours: (count: number) => `${String(count)} h ago`,
    },
    valid: "The token is valid",
    refused: (reason: string) => `No token came: ${reason}`,
    reasons: {
      unreachable: "the token server did not answer, or did not let this page read the answer",
      "no-token": "something else than a token server answered",
      unauthorized_client: "the client or its secret is wrong",
      invalid_client: "the client or its secret is wrong",
      "Realm does not exist": "there is no such realm",
    } as Record<string, string>,
  } satisfies TokenDictionary,
};

const ru = {
  access: "Доступ",
  mode: "Кто добавляет токен",
  modes: { gateway: "Шлюз", token: "Эта страница", none: "Никто" },
  modeWhy: {
    unknown: "Сервер страницы ещё не сказал, добавляет ли его шлюз токен.",
    byGateway:
      "Шлюз этой страницы сам добавляет токен к каждому вызову. Секрет и токен не попадают в браузер. Его запросы токена видны в журнале.",
    noneByGateway: "Шлюз этой страницы не добавляет токен, и вызовы идут без него.",
    wanted: "Платформа требует токен: выберите «Эта страница» и задайте его.",
    elsewhere: "Это решает шлюз по адресу платформы; страница токен не добавляет.",
    none: "Вызовы идут без токена.",
    overwritten: "Шлюз этой страницы ставит свой токен поверх любого присланного: здесь этот выбор ничего не меняет.",
    token:
      "Хранится в памяти этой вкладки, пока её не закроют и не перезагрузят; не сохраняется и не пишется в журнал.",
  },
  from: "Откуда берётся токен",
  froms: { paste: "Вставлен", fetch: "Сервер токенов" },
  pastedToken: "Токен",
  pastedHint: "Как есть, с «Bearer» или без. Срок читается из самого токена, если он там указан.",
  usePasted: "Взять этот токен",
  ssoUrl: "Сервер токенов (sso_url)",
  ssoHint: "Токен запрашивается по адресу …/realms/REALM/protocol/openid-connect/token.",
  realm: "Область (realm)",
  clientId: "Клиент (client_id)",
  secret: "Секрет клиента (client_secret)",
  secretHint: "Остаётся в памяти, чтобы обновлять токен, до кнопки «Забыть» или закрытия вкладки.",
  signIn: "Получить токен",
  notAllowed: (origin: string) => `Этой странице нельзя обращаться к ${origin}`,
  notAllowedWhy: (origin: string) =>
    `Её политика разрешает только то, что назвали при запуске: npm start -- --allow-endpoint ${origin}. Сервер токенов тоже должен разрешить адрес этой страницы (в Keycloak: Web origins клиента). Если это невозможно, поручите токен шлюзу.`,
  forget: "Забыть",
  extras: "Ещё в каждом вызове",
  account: "Учётная запись (x-ai-account)",
  workspace: "Рабочая область (x-ai-workspace)",
  onlyWithToken: "Уходит только с токеном этой страницы; шлюз отправляет свою.",
  traceId: "Номер трассы (external_trace_id)",
  traceHint: "По нему вызовы находят в архиве платформы.",
  metadata: "Другие метаданные",
  metadataHint: "имя=значение, имя=значение. Чужой адрес платформы должен разрешать каждое имя.",
  timeout: "Наибольшее время вызова, секунд",
  timeoutHint: (seconds: number | undefined) =>
    seconds === undefined
      ? "Пусто: сколько отводит каждая страница. Живое распознавание не ограничено."
      : `Пусто: ${String(seconds)}, как в config.ini шлюза. Живое распознавание не ограничено.`,
  timeoutWrong: "Число секунд больше 0 и не больше 86400",
  notAscii: "В заголовок годятся только латинские буквы, цифры и знаки",
  urlProblems: {
    "not-a-url": "Это не адрес: он должен выглядеть как https://sso.example.com",
    "not-http": "Адрес должен начинаться с http:// или https://",
    "has-credentials": "Без имени и пароля в адресе",
    "has-query": "Адрес должен заканчиваться до «?» и «#»",
  },
  token: {
    none: "Токена нет",
    asking: "Запрашиваем токен…",
    validFor: (left: string) => `Действует ещё ${left}`,
    unknownEnd: "Используется; срок в нём не указан",
    over: (ago: string) => `Срок истёк ${ago}`.trim(),
    pasted: (ago: string) => `вставлен ${ago}`,
    fetched: (ago: string) => `выдан ${ago}`,
    renewed: (ago: string) => `обновлён ${ago}`,
    ago: {
      seconds: (count: number) => `${String(count)} с назад`,
      minutes: (count: number) => `${String(count)} мин назад`,
      hours: (count: number) => `${String(count)} ч назад`,
    },
    valid: "Токен действует",
    refused: (reason: string) => `Токен не получен: ${reason}`,
    reasons: {
      unreachable: "сервер токенов не ответил или не дал странице прочитать ответ",
      "no-token": "ответил не сервер токенов",
      unauthorized_client: "неверный клиент или его секрет",
      invalid_client: "неверный клиент или его секрет",
      "Realm does not exist": "такой области нет",
    } as Record<string, string>,
  },
} satisfies typeof en;

/** The words of the section Access. */
export const accessText: Dictionary<typeof en> = { en, ru };
