import type { Dictionary } from "../i18n/locale.svelte.ts";

const en = {
  play: "Play",
  position: (at: string, whole: string) => `${at} of ${whole}`,
  noSound: "No audio yet",
  waiting: "buffering…",
  noDevice: "No audio output device",
  noDeviceAdvice: "Connect speakers or headphones and press Play again.",
};

const ru = {
  play: "Воспроизвести",
  position: (at: string, whole: string) => `${at} из ${whole}`,
  noSound: "Звука пока нет",
  waiting: "буферизация…",
  noDevice: "Нет устройства вывода звука",
  noDeviceAdvice: "Подключите динамики или наушники и включите ещё раз.",
} satisfies typeof en;

/** What the sound player says. */
export const playerText: Dictionary<typeof en> = { en, ru };
