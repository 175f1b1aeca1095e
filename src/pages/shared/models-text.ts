import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";

const en = {
  changed: "The platform’s models have changed",
  appeared: (names: string) => `Added: ${names}.`,
  vanished: (names: string) => `Removed: ${names}.`,
  more: (count: number) => `and ${count.toLocaleString("en")} more`,
  unnamed: "unnamed",
  all: "All models",
};

const ru = {
  changed: "Модели платформы изменились",
  appeared: (names: string) => `Добавлены: ${names}.`,
  vanished: (names: string) => `Удалены: ${names}.`,
  more: (count: number) => `и ещё ${count.toLocaleString("ru")}`,
  unnamed: "без имени",
  all: "Все модели",
} satisfies typeof en;

/** What every page says of models that came or went. */
export const modelsText: Dictionary<typeof en> = { en, ru };
