import type { MadeCheck } from "../../diagnosis/diagnose.ts";
import type { DecidingCheck } from "../../diagnosis/rule.ts";
import type { TrialChange } from "../../diagnosis/trials.ts";
import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";

type CheckName = Exclude<DecidingCheck["kind"], "trial"> | TrialChange;
type CheckTexts = Record<CheckName, string>;

/** Under which name the texts of a check stand: a trial's under what it changes. */
export function nameOf(check: DecidingCheck): CheckName {
  return check.kind === "trial" ? check.change : check.kind;
}

const en = {
  tellApart: "Tell them apart",
  findOut: "Find out more",
  what: {
    probe: "The companion can look at the platform: name, port, TLS, HTTP/2 and token, step by step.",
    "plain-get": "The browser can make a plain request to the endpoint.",
    call: "The page can request the list of models the same way, with the same token.",
    voice:
      "The page can have one word spoken by another voice, all else as in the call. That is a real call, which may count towards the quota.",
    model:
      "The page can repeat the call with one word, or a second of a tone, and leave the model to the platform. That is a real call, which may count towards the quota.",
    short:
      "The page can repeat the call with one word, or a second of a tone, and the same settings. That is a real call, which may count towards the quota.",
  } satisfies CheckTexts,
  running: {
    probe: "The companion looks at the platform…",
    "plain-get": "The browser looks for the endpoint…",
    call: "The list of models is requested…",
    voice: "A word is spoken by another voice…",
    model: "A short call is made without a model…",
    short: "A short call is made…",
  } satisfies CheckTexts,
  checked: {
    probe: "The platform was probed",
    "plain-get": "The endpoint was requested",
    call: "The list of models was requested",
    voice: "A word was requested from another voice",
    model: "A short call was made without a model",
    short: "A short call was made",
  } satisfies CheckTexts,
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
    voice:
      "Страница может озвучить одно слово другим голосом, остальное как в вызове. Это настоящий вызов, он может учитываться в квоте.",
    model:
      "Страница может повторить вызов с одним словом или секундой тона, оставив выбор модели платформе. Это настоящий вызов, он может учитываться в квоте.",
    short:
      "Страница может повторить вызов с одним словом или секундой тона и теми же параметрами. Это настоящий вызов, он может учитываться в квоте.",
  },
  running: {
    probe: "Сервер страницы проверяет платформу…",
    "plain-get": "Браузер запрашивает адрес платформы…",
    call: "Запрашивается список моделей…",
    voice: "Слово озвучивается другим голосом…",
    model: "Выполняется короткий вызов без модели…",
    short: "Выполняется короткий вызов…",
  },
  checked: {
    probe: "Платформа проверена",
    "plain-get": "Адрес платформы запрошен",
    call: "Список моделей запрошен",
    voice: "Слово запрошено у другого голоса",
    model: "Выполнен короткий вызов без модели",
    short: "Выполнен короткий вызов",
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
