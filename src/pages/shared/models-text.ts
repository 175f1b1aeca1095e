import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted } from "../../kit/i18n/plural.ts";

const en = {
  changed: "The models of the platform have changed",
  appeared: (names: string) => `New: ${names}.`,
  vanished: (names: string) => `Gone: ${names}.`,
  more: (count: number) => `and ${counted("en", count, { one: "more", other: "more" })}`,
  unnamed: "without a name",
  all: "All models",
};

const ru = {
  changed: "Модели платформы изменились",
  appeared: (names: string) => `Появились: ${names}.`,
  vanished: (names: string) => `Исчезли: ${names}.`,
  more: (count: number) => `и ещё ${count.toLocaleString("ru")}`,
  unnamed: "без имени",
  all: "Все модели",
} satisfies typeof en;

/** What every page says of models that came or went. */
export const modelsText: Dictionary<typeof en> = { en, ru };
