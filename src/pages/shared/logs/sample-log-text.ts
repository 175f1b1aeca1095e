import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  open: "Open a sample log",
  name: "Sample log",
  story: "The sample: a made-up day with an outage, a failing voice and a slowing model to find",
};
const ru = {
  open: "Открыть пример журнала",
  name: "Пример журнала",
  story: "Пример: вымышленный день, где можно найти сбой, голос с ошибками и замедление модели",
} satisfies typeof en;

/** The words about the sample log. */
export const sampleLogText: Dictionary<typeof en> = { en, ru };
