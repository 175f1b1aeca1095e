import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import type { CheckNote } from "./check-notes.ts";
import type { StepName, StepState } from "./check-steps.ts";

const en = {
  again: "Check again",
  running: "Checking the connection…",
  platform: (target: string) => `Platform ${target}, from the gateway’s machine`,
  services: "Services, from this page",
  embedded: "The platform is embedded: its engines run in the companion, so there’s no network to check.",
  elsewhere: "Calls go to the endpoint in Settings. Only that endpoint’s companion can check the platform behind it.",
  states: { passed: "OK", failed: "Failed", skipped: "Not checked", unneeded: "Not used" } satisfies Record<
    StepState,
    string
  >,
  steps: {
    dns: { name: "DNS", why: "Does the host name resolve?" },
    tcp: { name: "Port", why: "Is anything listening there?" },
    tls: { name: "TLS", why: "Do both sides agree on TLS?" },
    alpn: { name: "ALPN", why: "Do both sides agree on HTTP/2 (h2)?" },
    chain: { name: "Issuer", why: "Is the certificate’s issuer trusted?" },
    names: { name: "Certificate name", why: "Does the certificate match the host name?" },
    dates: { name: "Validity", why: "Is the certificate valid today?" },
    http2: { name: "HTTP/2", why: "Does the server speak it?" },
    token: { name: "Token", why: "Does the token server issue one?" },
    gatewayToken: { name: "Gateway’s token", why: "Did the gateway get its last one?" },
  } satisfies Record<StepName, { name: string; why: string }>,
  notes: {
    versions: (value: string) => `The server answers ${value}`,
    certificateMissing: () => "The server asks for a client certificate, and none is configured",
    certificateAccepted: () => "The server asked for a client certificate and accepted the gateway’s",
    certificateRefused: () => "The server asked for a client certificate and refused the gateway’s",
    chainSent: (value: string) => `Sent: ${value}`,
    onlyOwnSent: () => "Only the server’s own certificate was sent; an intermediate one may be missing",
    noNames: (value: string) => `No alternative names (SAN), and the common name doesn’t count: ${value}`,
    usages: (value: string) => `For ${value} only`,
    speaks: (value: string) => `The port speaks ${value}`,
    silent: () => "The port accepts a connection, but answers nothing",
    http1: (value: string) => `A web server answers: ${value}`,
    contentType: (value: string) => `Content type: ${value}`,
    redirect: (value: string) => `Redirects to ${value}`,
    retryAfter: (value: string) => `Asks for a pause of ${value} s`,
    clockAhead: (value: string) => `The gateway’s clock is ${value} s ahead of the token server’s`,
    clockBehind: (value: string) => `The gateway’s clock is ${value} s behind the token server’s`,
  } satisfies Record<CheckNote["about"], (value: string) => string>,
  service: {
    tts: { name: "Synthesis", why: "Does the voice list load?" },
    asr: { name: "Recognition", why: "Does the model list load?" },
    bridge: { name: "Bridge", why: "Are live calls possible?" },
  } as Record<string, { name: string; why: string }>,
  allGood: "Everything checked is OK.",
};

const ru = {
  again: "Проверить ещё раз",
  running: "Проверяем соединение…",
  platform: (target: string) => `Платформа ${target}, с машины шлюза`,
  services: "Службы, с этой страницы",
  embedded: "Платформа встроена: её движки работают в компаньоне, проверять сеть не нужно.",
  elsewhere: "Вызовы идут на адрес из настроек. Платформу за ним может проверить только компаньон по этому адресу.",
  states: { passed: "Исправно", failed: "Неисправно", skipped: "Не проверено", unneeded: "Не используется" },
  steps: {
    dns: { name: "DNS", why: "Преобразуется ли имя в адрес?" },
    tcp: { name: "Порт", why: "Слушает ли кто-нибудь этот порт?" },
    tls: { name: "TLS", why: "Договорились ли стороны о TLS?" },
    alpn: { name: "ALPN", why: "Договорились ли стороны об HTTP/2 (h2)?" },
    chain: { name: "Издатель", why: "Доверенный ли издатель у сертификата?" },
    names: { name: "Имя в сертификате", why: "Выдан ли сертификат на это имя?" },
    dates: { name: "Срок", why: "Действует ли сертификат сегодня?" },
    http2: { name: "HTTP/2", why: "Поддерживает ли его сервер?" },
    token: { name: "Токен", why: "Выдаёт ли его сервер токенов?" },
    gatewayToken: { name: "Токен шлюза", why: "Получил ли шлюз последний токен?" },
  },
  notes: {
    versions: (value: string) => `Сервер отвечает по ${value}`,
    certificateMissing: () => "Сервер запрашивает сертификат клиента, а он не задан",
    certificateAccepted: () => "Сервер запросил сертификат клиента и принял сертификат шлюза",
    certificateRefused: () => "Сервер запросил сертификат клиента и отверг сертификат шлюза",
    chainSent: (value: string) => `Прислано: ${value}`,
    onlyOwnSent: () => "Сервер прислал только свой сертификат; возможно, не хватает промежуточного",
    noNames: (value: string) => `Нет альтернативных имён (SAN), а общее имя не учитывается: ${value}`,
    usages: (value: string) => `Только для ${value}`,
    speaks: (value: string) => `На этом порту отвечает ${value}`,
    silent: () => "Порт принимает соединение, но ничего не отвечает",
    http1: (value: string) => `Отвечает веб-сервер: ${value}`,
    contentType: (value: string) => `Тип содержимого: ${value}`,
    redirect: (value: string) => `Перенаправляет на ${value}`,
    retryAfter: (value: string) => `Просит подождать ${value} с`,
    clockAhead: (value: string) => `Часы шлюза спешат на ${value} с относительно сервера токенов`,
    clockBehind: (value: string) => `Часы шлюза отстают на ${value} с от сервера токенов`,
  },
  service: {
    tts: { name: "Синтез", why: "Загружается ли список голосов?" },
    asr: { name: "Распознавание", why: "Загружается ли список моделей?" },
    bridge: { name: "Мост", why: "Возможны ли живые вызовы?" },
  } as Record<string, { name: string; why: string }>,
  allGood: "Всё проверенное исправно.",
} satisfies typeof en;

/** The words of the page Check connection. */
export const connectionText: Dictionary<typeof en> = { en, ru };
