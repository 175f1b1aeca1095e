import type { Dictionary } from "../i18n/locale.svelte.ts";

const en = {
  play: "Play",
  pause: "Pause",
  position: (at: string, whole: string) => `${at} of ${whole}`,
  noSound: "Nothing to hear yet",
  waiting: "waiting for more sound…",
  noDevice: "No sound device",
  noDeviceAdvice: "The browser could not open a loudspeaker or headphones. Connect one and play again.",
};

const ru = {
  play: "Слушать",
  pause: "Пауза",
  position: (at: string, whole: string) => `${at} из ${whole}`,
  noSound: "Пока слушать нечего",
  waiting: "ждём продолжения…",
  noDevice: "Нет устройства вывода звука",
  noDeviceAdvice: "Браузер не смог открыть динамики или наушники. Подключите их и включите ещё раз.",
} satisfies typeof en;

/** What the sound player says. */
export const playerText: Dictionary<typeof en> = { en, ru };
