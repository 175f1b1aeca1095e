import { iniFaultText, type IniFaultCode } from "../../platform-config/ini-faults.ts";
import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted } from "../../kit/i18n/plural.ts";
import type { LeftOutReason } from "./importable-config.ts";

type Faults = Record<IniFaultCode, (detail: string) => string>;

const en = {
  config: "config.ini",
  choose: "Choose config.ini…",
  hint: "Choose the platform’s config.ini, or drop it anywhere on this page, to fill in everything except secrets. The file isn’t stored.",
  drop: "Drop to read config.ini",
  filled: "Filled in",
  nothing: "Nothing in this file applies to this page",
  leftOut: "Skipped",
  reasons: {
    secret: "Secrets are never stored. Enter it above if this page gets the token.",
    certificate: "Certificate files are for the gateway. Browsers use the system’s.",
    "gateway-has-it": "This page’s gateway already points to this platform.",
    "gateway-needs-it":
      "Browsers can’t use gRPC directly. Start a gateway to this platform: npm run start:envoy -- --config config.ini",
    "browser-checks": "Browsers always check the token server’s certificate.",
    "page-cannot":
      "This page allows at most 500 Latin letters, digits and symbols here. The gateway accepts the value as it is.",
  } satisfies Record<LeftOutReason, string>,
  problems: (count: number) => counted("en", count, { one: "error in the file", other: "errors in the file" }),
  line: (line: number) => (line === 0 ? "File" : `Line ${String(line)}`),
  more: (count: number) => `and ${String(count)} more`,
  unreadable: "Couldn’t read the file",
  needsSecret: "Now enter the client secret in “Access” and get a token.",
  needsPermission: "This page isn’t allowed to call the token server in the file. See “Access”.",
  faults: iniFaultText as Faults,
};

const ru = {
  config: "config.ini",
  choose: "Выбрать config.ini…",
  hint: "Выберите config.ini платформы или перетащите его в любое место страницы: он заполнит всё, кроме секретов. Файл не сохраняется.",
  drop: "Отпустите, чтобы прочитать config.ini",
  filled: "Заполнено",
  nothing: "В файле нет ничего для этой страницы",
  leftOut: "Пропущено",
  reasons: {
    secret: "Секреты не сохраняются. Введите его выше, если токен получает эта страница.",
    certificate: "Файлы сертификатов нужны шлюзу. Браузер берёт системные.",
    "gateway-has-it": "Шлюз этой страницы уже настроен на эту платформу.",
    "gateway-needs-it":
      "Браузер не может использовать gRPC напрямую. Запустите шлюз к этой платформе: npm run start:envoy -- --config config.ini",
    "browser-checks": "Браузер всегда проверяет сертификат сервера токенов.",
    "page-cannot": "Здесь допустимо не больше 500 латинских букв, цифр и знаков. Шлюз примет значение как есть.",
  },
  problems: (count: number) =>
    counted("ru", count, { one: "ошибка в файле", few: "ошибки в файле", many: "ошибок в файле" }),
  line: (line: number) => (line === 0 ? "Файл" : `Строка ${String(line)}`),
  more: (count: number) => `и ещё ${String(count)}`,
  unreadable: "Не удалось прочитать файл",
  needsSecret: "Теперь введите секрет клиента в разделе «Доступ» и получите токен.",
  needsPermission: "Этой странице запрещено обращаться к серверу токенов из файла. См. раздел «Доступ».",
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
    "unknown-key": (keys) => `начинается не с ключа config.ini; бывают: ${keys}`,
    misspelled: (key) => `такого ключа в config.ini нет; есть ${key}`,
    twice: (line) => `повторяется: уже есть в строке ${line}`,
    "no-flag": () => "должно быть true или false строчными буквами",
    "no-address": () => "должно быть host[:port] без схемы и пути",
    "no-port": () => "после двоеточия нужен порт от 1 до 65535",
    "ipv6-alone": () => "адрес IPv6 нужен в скобках: [адрес] или [адрес]:порт",
    "no-host": () => "это не имя и не адрес узла",
    "no-seconds": () => "должно быть число секунд больше 0 и не больше 86400",
    "not-ascii": () => "должно быть не больше 500 печатных знаков ASCII: значение уходит в заголовке",
    "no-url": () => "должен быть адрес, например https://sso.example",
    "no-web-url": () => "адрес должен начинаться с https:// или http://",
    "url-with-user": () => "в адресе не может быть имени и пароля",
    "url-with-query": () => "в адресе не может быть «?» и «#»",
    "no-pairs": () => "должно быть имя=значение,имя=значение; в значении не бывает «=» и запятой",
    "bad-name": (place) => `имя в паре ${place} gRPC не принимает (a-z, 0-9, _ . -)`,
    "name-twice": (place) => `имя из пары ${place} повторяется`,
    "reserved-name": (name) => `${name} здесь задать нельзя: для него есть свой ключ, или оно часть вызова`,
    "bad-value": (place) => `значение в паре ${place} не из печатных знаков ASCII`,
    "no-platform": () => "не задан: где платформа, host[:port]",
    "no-ssl": () => "не задан: true для TLS, false без шифрования",
    "no-secret": () => "не задан: client_id есть, а для токена нужны оба",
    "no-client": () => "не задан: client_secret есть, а для токена нужны оба",
    "no-sso": () => "не задан: client_id есть, а токен дают там",
    "no-realm": () => "не задан: client_id есть, а токен выдаётся только в realm",
    "no-certificate": () => "не задан: закрытому ключу нужен сертификат",
    "no-key": () => "не задан: сертификату нужен закрытый ключ",
  } satisfies Faults,
} satisfies typeof en;

/** The words of the section config.ini. */
export const configText: Dictionary<typeof en> = { en, ru };
