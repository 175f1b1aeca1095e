import type { Dictionary } from "../words/locale.svelte.ts";
import type { ShownModels } from "./model-rows.ts";

const en = {
  models: "Models of the platform",
  asOf: "asked",
  refresh: "Ask again",
  modelKind: "Kind",
  modelKinds: {
    all: (count: number) => `All ${String(count)}`,
    tts: (count: number) => `Voices ${String(count)}`,
    asr: (count: number) => `Recognition ${String(count)}`,
    cloning: (count: number) => `Cloning ${String(count)}`,
  } satisfies Record<ShownModels, (count: number) => string>,
  modelName: "Name",
  modelRate: "Rate",
  modelLanguage: "Language",
  modelType: "Type",
  unnamed: "no name",
  notStated: "not stated",
  hertz: (rate: string) => `${rate}\u00a0Hz`,
  dictionaries: (names: string) => `dictionaries: ${names}`,
  modelsLoading: "Asking the platform…",
  modelsNone: "The platform listed none of this kind.",
};

const ru = {
  models: "Модели платформы",
  asOf: "спросили",
  refresh: "Спросить снова",
  modelKind: "Вид",
  modelKinds: {
    all: (count: number) => `Все ${String(count)}`,
    tts: (count: number) => `Голоса ${String(count)}`,
    asr: (count: number) => `Распознавание ${String(count)}`,
    cloning: (count: number) => `Клонирование ${String(count)}`,
  },
  modelName: "Имя",
  modelRate: "Частота",
  modelLanguage: "Язык",
  modelType: "Тип",
  unnamed: "без имени",
  notStated: "не указан",
  hertz: (rate: string) => `${rate}\u00a0Гц`,
  dictionaries: (names: string) => `словари: ${names}`,
  modelsLoading: "Спрашиваем платформу…",
  modelsNone: "Таких моделей платформа не назвала.",
} satisfies typeof en;

/** The words of the Voices page. */
export const words: Dictionary<typeof en> = { en, ru };
