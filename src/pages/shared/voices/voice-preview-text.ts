import type { PitchHeight } from "../../../app/voice-previews/pitch-height.ts";
import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  preview: (name: string) => `Preview ${name}`,
  previewWhy: (name: string) => `Preview ${name}: one call. The sample is saved in this browser.`,
  again: (name: string, madeAt: string, platform: string) =>
    `Preview ${name}, saved ${madeAt} from ${platform}. No call is made.`,
  stop: (name: string) => `Stop the preview of ${name}`,
  heights: { low: "low", middle: "medium", high: "high" } satisfies Record<PitchHeight, string>,
  pitch: (hertz: string, height: string) => `measured: ${hertz}\u00a0Hz, ${height}`,
  pitchWhy: (low: string, high: string, below: string, from: string) =>
    `Median pitch of the preview, measured here; most of it is at ${low}–${high} Hz. Low is below ${below} Hz, high from ${from} Hz. The platform doesn’t report pitch.`,
};

const ru = {
  preview: (name: string) => `Прослушать ${name}`,
  previewWhy: (name: string) => `Прослушать ${name}: один вызов. Пример сохранится в этом браузере.`,
  again: (name: string, madeAt: string, platform: string) =>
    `Прослушать ${name}: пример сохранён ${madeAt}, платформа ${platform}. Вызова не будет.`,
  stop: (name: string) => `Остановить пример ${name}`,
  heights: { low: "низкий", middle: "средний", high: "высокий" },
  pitch: (hertz: string, height: string) => `измерено: ${hertz}\u00a0Гц, ${height}`,
  pitchWhy: (low: string, high: string, below: string, from: string) =>
    `Медиана высоты голоса, измерена здесь по примеру; большая часть — ${low}–${high} Гц. Низкий — ниже ${below} Гц, высокий — от ${from} Гц. Платформа высоту не сообщает.`,
} satisfies typeof en;

/** The words about the preview of a voice. */
export const voicePreviewText: Dictionary<typeof en> = { en, ru };
