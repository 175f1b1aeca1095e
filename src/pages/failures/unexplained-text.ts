import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";

const en = {
  why: "The explanation couldn’t be loaded: this device has no network, or the server isn’t responding.",
  load: "Load the explanation",
};

const ru = {
  why: "Объяснение не загрузилось: у этого устройства нет сети или сервер не отвечает.",
  load: "Загрузить объяснение",
} satisfies typeof en;

/** The words below a failure whose explanation did not load. */
export const unexplainedText: Dictionary<typeof en> = { en, ru };
