import { iniFaultText, type IniFaultCode } from "../../platform-config/ini-faults.ts";
import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted } from "../../kit/i18n/plural.ts";
import type { LeftOutReason } from "./read-config-file.ts";

type Faults = Record<IniFaultCode, (detail: string) => string>;

const en = {
  config: "config.ini",
  choose: "Choose config.ini…",
  hint: "Drop the platform's own config.ini anywhere on this page, or choose it: it fills in what is not secret. The file is read here and not kept.",
  drop: "Let go to read config.ini",
  filled: "Filled in",
  nothing: "Nothing in the file is for this page",
  leftOut: "Left out",
  reasons: {
    secret: "A secret is never kept. Type it above when the page is to fetch the token.",
    certificate: "Files of certificates are for the gateway; a browser uses those of the system.",
    "gateway-has-it": "The gateway of this page leads to this platform already.",
    "gateway-needs-it":
      "A browser cannot speak gRPC itself. Start a gateway to this platform: npm run start:envoy -- --config config.ini",
    "browser-checks": "A browser always checks the certificate of the token server.",
    "page-cannot": "This page keeps at most 500 Latin letters, digits and signs here. The gateway takes it as it is.",
  } satisfies Record<LeftOutReason, string>,
  problems: (count: number) => counted("en", count, { one: "mistake in the file", other: "mistakes in the file" }),
  line: (line: number) => (line === 0 ? "File" : `Line ${String(line)}`),
  more: (count: number) => `and ${String(count)} more`,
  unreadable: "The file could not be read",
  needsSecret: "Now type the client secret in “Access” and get a token.",
  needsPermission: "This page may not ask the token server of the file. “Access” says what to do.",
  faults: iniFaultText as Faults,
};

const ru = {
  config: "config.ini",
  choose: "Выбрать config.ini…",
  hint: "Перетащите config.ini платформы в любое место этой страницы или выберите его: он заполнит всё несекретное. Файл читается здесь же и не сохраняется.",
  drop: "Отпустите, чтобы прочитать config.ini",
  filled: "Заполнено",
  nothing: "В файле нет ничего для этой страницы",
  leftOut: "Не взято",
  reasons: {
    secret: "Секрет никогда не сохраняется. Введите его выше, если токен получает страница.",
    certificate: "Файлы сертификатов нужны шлюзу; браузер берёт системные.",
    "gateway-has-it": "Шлюз этой страницы уже ведёт к этой платформе.",
    "gateway-needs-it":
      "Сам браузер не говорит на gRPC. Запустите шлюз к этой платформе: npm run start:envoy -- --config config.ini",
    "browser-checks": "Браузер всегда проверяет сертификат сервера токенов.",
    "page-cannot": "Страница хранит здесь не больше 500 латинских букв, цифр и знаков. Шлюз возьмёт значение как есть.",
  },
  problems: (count: number) =>
    counted("ru", count, {
      one: "ошибка в файле",
      few: "ошибки в файле",
      many: "ошибок в файле",
      other: "ошибки в файле",
    }),
  line: (line: number) => (line === 0 ? "Файл" : `Строка ${String(line)}`),
  more: (count: number) => `и ещё ${String(count)}`,
  unreadable: "Не удалось прочитать файл",
  needsSecret: "Теперь введите секрет клиента в разделе «Доступ» и получите токен.",
  needsPermission:
    "Этой странице нельзя обращаться к серверу токенов из файла. Что делать, сказано в разделе «Доступ».",
  faults: {
    empty: () => "нет ни одной строки с ключом; нужны хотя бы api_address и use_ssl",
    "no-config": () => "это не config.ini: ни в одной строке нет «ключ = значение» с известным ключом",
    "too-large": () => "это не config.ini: он больше 64 кБ",
    "no-text": () => "нулевой байт, которого в тексте не бывает; сохраните файл в UTF-8",
    "no-utf8": () => "это не UTF-8; сохраните файл в этой кодировке",
    section: () => "заголовок раздела; в config.ini разделов нет",
    "no-entry": () => "не похоже на строку «ключ = значение»",
    colon: () => "вместо «=» стоит «:»",
    "comment-mark": (mark) => `начинается с ${mark}, а комментарий начинается с #`,
    "open-quote": (mark) => `кавычка ${mark} не закрыта`,
    "text-behind-quote": (mark) => `текст после закрывающей кавычки ${mark}`,
    "book-quote": (mark) => `типографская кавычка ${mark}; возьмите значение в кавычки "`,
    hash: () => "внутри значения стоит #: возьмите значение в кавычки или поставьте пробел перед комментарием",
    comma: () => "запятая: возьмите значение в кавычки",
    "unknown-key": (keys) => `такого ключа в config.ini нет; бывают: ${keys}`,
    misspelled: (key) => `такого ключа в config.ini нет; есть ${key}`,
    twice: (line) => `повторяется: уже есть в строке ${line}`,
    "no-flag": (value) => `должно быть true или false строчными буквами, а не ${value}`,
    "no-address": (value) => `должно быть host[:port] без схемы и пути, а не ${value}`,
    "no-port": (port) => `порта ${port} не бывает: от 1 до 65535`,
    "ipv6-alone": (value) => `адрес IPv6 нужен в скобках: [адрес] или [адрес]:порт, а не ${value}`,
    "no-host": (host) => `это не имя и не адрес узла: ${host}`,
    "no-seconds": (value) => `должно быть число секунд больше 0 и не больше 86400, а не ${value}`,
    "not-ascii": () => "должно быть не больше 500 печатных знаков ASCII: значение уходит в заголовке",
    "no-url": (value) => `должен быть адрес, например https://sso.example, а не ${value}`,
    "no-web-url": (value) => `адрес должен начинаться с https:// или http://, а не ${value}`,
    "url-with-user": () => "в адресе не может быть имени и пароля",
    "url-with-query": () => "в адресе не может быть «?» и «#»",
    "no-pairs": () => "должно быть имя=значение,имя=значение; в значении не бывает «=» и запятой",
    "bad-name": (name) => `такое имя gRPC не принимает: ${name} (a-z, 0-9, _ . -)`,
    "name-twice": (name) => `имя ${name} повторяется`,
    "reserved-name": (name) => `${name} здесь задать нельзя: для него есть свой ключ, или оно часть вызова`,
    "bad-value": (name) => `значение ${name} не из печатных знаков ASCII`,
    "no-platform": () => "не задан: где платформа, host[:port]",
    "no-ssl": () => "не задан: true для TLS, false без шифрования",
    "no-secret": () => "не задан: client_id есть, а для токена нужны оба",
    "no-client": () => "не задан: client_secret есть, а для токена нужны оба",
    "no-sso": () => "не задан: client_id есть, а токен дают там",
    "no-realm": () => "не задан: client_id есть, а токен бывает только в области",
    "no-certificate": () => "не задан: закрытому ключу нужен сертификат",
    "no-key": () => "не задан: сертификату нужен закрытый ключ",
  } satisfies Faults,
} satisfies typeof en;

/** The words of the section config.ini. */
export const configText: Dictionary<typeof en> = { en, ru };
