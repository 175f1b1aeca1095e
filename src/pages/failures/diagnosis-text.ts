import type { Hop } from "../../diagnosis/hop.ts";
import type { Confidence, Evidence } from "../../diagnosis/evidence.ts";
import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";

const en = {
  confidence: {
    certain: "Cause",
    likely: "Most likely cause",
    possible: "Possible cause",
    none: "Cause",
  } satisfies Record<Confidence, string>,
  endedBy: "Ended by",
  hops: {
    browser: "this browser",
    client: "the client program",
    front_proxy: "a proxy before the gateway",
    gateway: "the gateway",
    platform_proxy: "a proxy before the platform",
    platform_ingress: "the platform’s ingress",
    platform: "the platform",
    service: "a service inside the platform",
    unknown: "not known",
  } satisfies Record<Hop, string>,
  isOver: "During this call only: a check after it found no fault.",
  since: (time: string) => `Since ${time}; the probe still finds it.`,
  guesses: "Possible causes",
  looking: "Looking for the cause…",
  evidence: "Evidence",
  supports: "Supports",
  contradicts: "Contradicts",
  sources: {
    event: "Log",
    probe: "Platform probe",
    audio: "Audio",
    browser: "Browser",
  } satisfies Record<Evidence["source"]["kind"], string>,
  check: "Check connection",
  openCall: "Open the call",
};

const ru = {
  confidence: {
    certain: "Причина",
    likely: "Вероятная причина",
    possible: "Возможная причина",
    none: "Причина",
  },
  endedBy: "Кто завершил вызов",
  hops: {
    browser: "этот браузер",
    client: "программа-клиент",
    front_proxy: "прокси перед шлюзом",
    gateway: "шлюз",
    platform_proxy: "прокси перед платформой",
    platform_ingress: "вход платформы",
    platform: "платформа",
    service: "служба внутри платформы",
    unknown: "не установлено",
  },
  isOver: "Только во время этого вызова: проверка после него сбоя не нашла.",
  since: (time: string) => `С ${time}; проверка по-прежнему находит сбой.`,
  guesses: "Возможные причины",
  looking: "Выясняем причину…",
  evidence: "На чём основан вывод",
  supports: "За",
  contradicts: "Против",
  sources: { event: "Журнал", probe: "Проверка платформы", audio: "Звук", browser: "Браузер" },
  check: "Проверить соединение",
  openCall: "Открыть вызов",
} satisfies typeof en;

/** What stands around a diagnosis. */
export const diagnosisText: Dictionary<typeof en> = { en, ru };
