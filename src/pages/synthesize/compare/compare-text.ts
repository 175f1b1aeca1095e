import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  preview: "Hear the voice",
  previewStop: "Stop",
  previewTitle: "A short sentence in the language of the choices; asked for once, then kept until the page is closed",
  title: "Compare two voices",
  about: "The text above, spoken twice with the same choices. One after the other, so that the times can be compared.",
  voice: (side: string) => `Voice ${side}`,
  wave: (side: string, voice: string) => `Speech ${side}, ${voice}, position`,
  start: "Speak with both",
  cancel: "Cancel",
  alternate: "Play A, then B",
  stop: "Stop",
  running: "Speaking…",
  done: "Both are here.",
  partly: "Not both are complete.",
  figures: "Figures of both voices",
  figure: "Figure",
};

const ru = {
  preview: "Послушать голос",
  previewStop: "Стоп",
  previewTitle: "Короткая фраза на выбранном языке; запрашивается один раз и хранится, пока открыта страница",
  title: "Сравнить два голоса",
  about: "Текст сверху с теми же настройками дважды. По очереди, чтобы времена можно было сравнить.",
  voice: (side: string) => `Голос ${side}`,
  wave: (side: string, voice: string) => `Речь ${side}, ${voice}, позиция`,
  start: "Озвучить обоими",
  cancel: "Отменить",
  alternate: "Слушать A, затем B",
  stop: "Стоп",
  running: "Озвучиваем…",
  done: "Готово, есть оба.",
  partly: "Готовы не оба.",
  figures: "Показатели обоих голосов",
  figure: "Показатель",
} satisfies typeof en;

/** What the preview of a voice and the comparison say. */
export const compareText: Dictionary<typeof en> = { en, ru };
