import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";

const en = {
  keep: "Keep",
  keepTitle: "Put it into the archive of this browser",
  keeping: "Keeping…",
  kept: "In the archive",
  failed: "It could not be kept",
  full: "The archive is full. Delete something there or raise the limit in Settings.",
};

const ru = {
  keep: "Сохранить",
  keepTitle: "Положить в архив этого браузера",
  keeping: "Сохраняем…",
  kept: "В архиве",
  failed: "Сохранить не удалось",
  full: "Архив полон. Удалите что-нибудь или поднимите предел в настройках.",
} satisfies typeof en;

/** What every page says of keeping a sound. */
export const archiveButtonText: Dictionary<typeof en> = { en, ru };
