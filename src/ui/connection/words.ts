import type { Dictionary } from "../words/locale.svelte.ts";
import type { StepName, StepState } from "./check-steps.ts";

const en = {
  again: "Check again",
  running: "Looking at the connection…",
  platform: (target: string) => `The platform ${target}, as the gateway's machine sees it`,
  services: "Services, as this page reaches them",
  embedded:
    "The platform is embedded: its engines run in the companion, so there is no network in between that could be looked at.",
  elsewhere: "Calls go to the endpoint of Settings. Only its own companion could look at the platform behind it.",
  states: { passed: "Good", failed: "Fault", skipped: "Not looked at" } satisfies Record<StepState, string>,
  steps: {
    dns: { name: "Name", why: "The host name leads to an address" },
    tcp: { name: "Port", why: "Somebody listens there" },
    tls: { name: "Encryption", why: "TLS is agreed upon" },
    alpn: { name: "ALPN", why: "Both sides agree on HTTP/2 (h2)" },
    chain: { name: "Authority", why: "The certificate is of an authority that is trusted" },
    names: { name: "Names", why: "The certificate stands for the host name" },
    dates: { name: "Dates", why: "The certificate is valid today" },
    http2: { name: "HTTP/2", why: "The other side speaks it" },
    token: { name: "Token", why: "The token server gives one" },
  } satisfies Record<StepName, { name: string; why: string }>,
  service: {
    tts: { name: "Synthesis", why: "The list of voices comes" },
    asr: { name: "Recognition", why: "The list of models comes" },
    bridge: { name: "Bridge", why: "Live calls have a way" },
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
  states: { passed: "Хорошо", failed: "Неисправность", skipped: "Не проверялось" },
  steps: {
    dns: { name: "Имя", why: "По имени находится адрес" },
    tcp: { name: "Порт", why: "Порт кто-то слушает" },
    tls: { name: "Шифрование", why: "Стороны договорились о TLS" },
    alpn: { name: "ALPN", why: "Стороны договорились об HTTP/2 (h2)" },
    chain: { name: "Центр", why: "Сертификат выдан центром, которому доверяют" },
    names: { name: "Имена", why: "Сертификат выписан на это имя" },
    dates: { name: "Срок", why: "Сертификат действует сегодня" },
    http2: { name: "HTTP/2", why: "Другая сторона говорит на нём" },
    token: { name: "Токен", why: "Сервер токенов его выдаёт" },
  },
  service: {
    tts: { name: "Синтез", why: "Приходит список голосов" },
    asr: { name: "Распознавание", why: "Приходит список моделей" },
    bridge: { name: "Мост", why: "Живым вызовам есть путь" },
  } as Record<string, { name: string; why: string }>,
  allGood: "Всё, что проверялось, в порядке.",
} satisfies typeof en;

/** The words of the page Check connection. */
export const words: Dictionary<typeof en> = { en, ru };
