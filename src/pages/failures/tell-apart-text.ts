import type { MadeCheck } from "../../diagnosis/diagnose.ts";
import type { DecidingCheck } from "../../diagnosis/rule.ts";
import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";

type KindTexts = Record<DecidingCheck["kind"], string>;

const en = {
  tellApart: "Tell them apart",
  findOut: "Find out more",
  what: {
    probe: "The companion can look at the platform: name, port, TLS, HTTP/2 and token, step by step.",
    "plain-get": "The browser can make a plain request to the endpoint.",
    call: "The page can request the list of models the same way, with the same token.",
  } satisfies KindTexts,
  running: {
    probe: "The companion looks at the platform…",
    "plain-get": "The browser looks for the endpoint…",
    call: "The list of models is requested…",
  } satisfies KindTexts,
  checked: {
    probe: "The platform was probed",
    "plain-get": "The endpoint was requested",
    call: "The list of models was requested",
  } satisfies KindTexts,
  found: {
    verdict: "the conclusion has changed.",
    nothing_new: "it told nothing new, the conclusion stays.",
    not_made: "it could not be done, the conclusion stays.",
  } satisfies Record<MadeCheck["found"], string>,
  elsewhere:
    "A check could tell more, but only on the page that made the call: here is nothing but the log, and what answers now may be something else.",
};

const ru = {
  tellApart: "Выяснить, что из этого",
  findOut: "Выяснить точнее",
  what: {
    probe: "Сервер страницы может проверить платформу по шагам: имя, порт, TLS, HTTP/2 и токен.",
    "plain-get": "Браузер может отправить простой запрос по адресу платформы.",
    call: "Страница может тем же путём и с тем же токеном запросить список моделей.",
  },
  running: {
    probe: "Сервер страницы проверяет платформу…",
    "plain-get": "Браузер запрашивает адрес платформы…",
    call: "Запрашивается список моделей…",
  },
  checked: {
    probe: "Платформа проверена",
    "plain-get": "Адрес платформы запрошен",
    call: "Список моделей запрошен",
  },
  found: {
    verdict: "вывод изменился.",
    nothing_new: "нового это не дало, вывод прежний.",
    not_made: "проверку выполнить не удалось, вывод прежний.",
  },
  elsewhere:
    "Проверка сказала бы больше, но только на странице, с которой сделан вызов: здесь есть лишь журнал, а сейчас может отвечать уже не то.",
} satisfies typeof en;

/** What stands around the check that tells causes apart. */
export const tellApartText: Dictionary<typeof en> = { en, ru };
