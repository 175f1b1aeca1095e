import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  title: "Compare two voices",
  about: "Synthesizes the text above with each voice in turn, so the timings are comparable.",
  voice: (side: string) => `Voice ${side}`,
  wave: (side: string, voice: string) => `Speech ${side}, ${voice}, position`,
  start: "Compare",
  alternate: "Play A, then B",
  running: "Synthesizing…",
  done: "Both voices are ready.",
  partly: "Not all audio was received.",
  figures: "Metrics of both voices",
  figure: "Metric",
};

const ru = {
  title: "Сравнить два голоса",
  about: "Озвучивает текст выше каждым голосом по очереди, чтобы время можно было сравнить.",
  voice: (side: string) => `Голос ${side}`,
  wave: (side: string, voice: string) => `Речь ${side}, ${voice}, позиция`,
  start: "Сравнить",
  alternate: "Воспроизвести A, затем B",
  running: "Озвучиваем…",
  done: "Оба голоса готовы.",
  partly: "Получен не весь звук.",
  figures: "Показатели обоих голосов",
  figure: "Показатель",
} satisfies typeof en;

/** What the comparison says. */
export const compareText: Dictionary<typeof en> = { en, ru };
