import type { Hop } from "../../diagnosis/hop.ts";
import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";

const en = {
  way: "Way of the calls",
  ended: ": ended the calls",
  short: {
    browser: "Browser",
    client: "Client program",
    front_proxy: "Proxy",
    gateway: "Gateway",
    platform_proxy: "Proxy of the platform",
    platform_ingress: "Ingress",
    platform: "Platform",
    service: "Service inside",
    unknown: "Not known",
  } satisfies Record<Hop, string>,
};

const ru = {
  way: "Путь вызовов",
  ended: ": завершил вызовы",
  short: {
    browser: "Браузер",
    client: "Программа-клиент",
    front_proxy: "Прокси",
    gateway: "Шлюз",
    platform_proxy: "Прокси платформы",
    platform_ingress: "Вход платформы",
    platform: "Платформа",
    service: "Служба внутри",
    unknown: "Не установлено",
  },
} satisfies typeof en;

/** The places on the way of a call, as short as a strip needs. */
export const hopText: Dictionary<typeof en> = { en, ru };
