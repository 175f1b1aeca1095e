import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
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
  service: {
    tts: { name: "Синтез", why: "Загружается ли список голосов?" },
    asr: { name: "Распознавание", why: "Загружается ли список моделей?" },
    bridge: { name: "Мост", why: "Возможны ли живые вызовы?" },
  } as Record<string, { name: string; why: string }>,
  allGood: "Всё проверенное исправно.",
} satisfies typeof en;

/** The words of the page Check connection. */
export const connectionText: Dictionary<typeof en> = { en, ru };
