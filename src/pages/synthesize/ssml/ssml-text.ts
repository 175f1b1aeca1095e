import type { Completion } from "../../../ssml/complete-ssml.ts";
import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  completions: "Suggestions",
  kinds: { tag: "tag", "end-tag": "end tag", attribute: "attribute", value: "value" } satisfies Record<
    Completion["kind"],
    string
  >,
  tools: "Insert",
  pause: "Pause",
  stress: "Stress mark",
  stressTitle: "After the stressed vowel: за{'}мок. Works in plain text too.",
  sayAs: "Say as…",
  sayAsTitle: "Reads the selection as a number, date, time, amount of money…",
  slower: "Speed and pitch",
  emphasis: "Emphasis",
  emphasisTitle: "The audio arrives only when it’s complete",
  notChecked: "Couldn’t load the SSML check. Reload the page to see mistakes.",
  wholeNote: "With <emphasis>, the audio arrives only when it’s complete.",
};

const ru = {
  completions: "Подсказки",
  kinds: { tag: "тег", "end-tag": "закрывающий тег", attribute: "атрибут", value: "значение" },
  tools: "Вставить",
  pause: "Пауза",
  stress: "Ударение",
  stressTitle: "После ударной гласной: за{'}мок. Действует и в обычном тексте.",
  sayAs: "Прочитать как…",
  sayAsTitle: "Читает выделенное как число, дату, время, денежную сумму…",
  slower: "Темп и высота",
  emphasis: "Выделение",
  emphasisTitle: "Звук приходит только целиком",
  notChecked: "Не удалось загрузить проверку SSML. Обновите страницу, чтобы видеть ошибки.",
  wholeNote: "С <emphasis> звук приходит только целиком.",
} satisfies typeof en;

/** What the editor of SSML says. */
export const ssmlText: Dictionary<typeof en> = { en, ru };
