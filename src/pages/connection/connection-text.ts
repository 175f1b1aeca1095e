import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import type { StepName, StepState } from "./check-steps.ts";

const en = {
  again: "Check again",
  running: "Looking at the connection…",
  platform: (target: string) => `The platform ${target}, as the gateway's machine sees it`,
  services: "Services, as this page reaches them",
  embedded:
    "The platform is embedded: its engines run in the companion, so there is no network in between that could be looked at.",
  elsewhere: "Calls go to the endpoint of Settings. Only its own companion could look at the platform behind it.",
  states: { passed: "Good", failed: "Fault", skipped: "Not looked at", unneeded: "Not used" } satisfies Record<
    StepState,
    string
  >,
  steps: {
    dns: { name: "Name", why: "Does the host name lead to an address?" },
    tcp: { name: "Port", why: "Does somebody listen there?" },
    tls: { name: "Encryption", why: "Do both sides agree on TLS?" },
    alpn: { name: "ALPN", why: "Do both sides agree on HTTP/2 (h2)?" },
    chain: { name: "Authority", why: "Is the certificate of an authority that is trusted?" },
    names: { name: "Names", why: "Does the certificate stand for the host name?" },
    dates: { name: "Dates", why: "Is the certificate valid today?" },
    http2: { name: "HTTP/2", why: "Does the other side speak it?" },
    token: { name: "Token", why: "Does the token server give one?" },
  } satisfies Record<StepName, { name: string; why: string }>,
  service: {
    tts: { name: "Synthesis", why: "Does the list of voices come?" },
    asr: { name: "Recognition", why: "Does the list of models come?" },
    bridge: { name: "Bridge", why: "Can live calls be made?" },
  } as Record<string, { name: string; why: string }>,
  allGood: "Everything that was looked at is good.",
};

const ru = {
  again: "Проверить ещё раз",
  running: "Проверяем соединение…",
  platform: (target: string) => `Платформа ${target}, как её видит машина шлюза`,
  services: "Службы, как они видны этой странице",
  embedded:
    "Платформа встроена: её движки работают в сервере страницы, и сети между ними, которую можно проверить, нет.",
  elsewhere: "Вызовы идут на адрес из настроек. Проверить платформу за ним может только его собственный сервер.",
  states: { passed: "Хорошо", failed: "Неисправность", skipped: "Не проверялось", unneeded: "Не нужно" },
  steps: {
    dns: { name: "Имя", why: "Находится ли по имени адрес?" },
    tcp: { name: "Порт", why: "Слушает ли кто-нибудь порт?" },
    tls: { name: "Шифрование", why: "Договорились ли стороны о TLS?" },
    alpn: { name: "ALPN", why: "Договорились ли стороны об HTTP/2 (h2)?" },
    chain: { name: "Центр", why: "Выдан ли сертификат центром, которому доверяют?" },
    names: { name: "Имена", why: "Выписан ли сертификат на это имя?" },
    dates: { name: "Срок", why: "Действует ли сертификат сегодня?" },
    http2: { name: "HTTP/2", why: "Говорит ли на нём другая сторона?" },
    token: { name: "Токен", why: "Выдаёт ли его сервер токенов?" },
  },
  service: {
    tts: { name: "Синтез", why: "Приходит ли список голосов?" },
    asr: { name: "Распознавание", why: "Приходит ли список моделей?" },
    bridge: { name: "Мост", why: "Возможны ли живые вызовы?" },
  } as Record<string, { name: string; why: string }>,
  allGood: "Всё, что проверялось, в порядке.",
} satisfies typeof en;

/** The words of the page Check connection. */
export const connectionText: Dictionary<typeof en> = { en, ru };
