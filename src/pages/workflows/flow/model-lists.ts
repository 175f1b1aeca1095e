import type { Voice } from "../../../audiokit/calls/listed-voices.ts";
import type { SttModel, TtsModel } from "../../../audiokit/calls/models.ts";
import { languageOf } from "../../../kit/i18n/language-of.ts";

/** Voices and models of the connected platform, as far as they were listed. */
export interface ModelLists {
  tts?: TtsModel[] | undefined;
  asr?: SttModel[] | undefined;
}

/** The language that a text is to be spoken in: the one it is written in, as far as the voice speaks it. */
export function spokenLanguage(text: string, voice: Voice | undefined): string {
  const written = languageOf(text) ?? "ru";
  const spoken = voice?.languages ?? [];
  return spoken.length === 0 || spoken.includes(written) ? written : spoken[0]!;
}

/** The voices that speak a language; those that name none may. */
export function voicesFor(voices: readonly Voice[], language: string): Voice[] {
  return voices.filter(({ languages }) => languages.length === 0 || languages.includes(language));
}

/** Every language that some recognition model names, each once. */
export function heardLanguages(models: readonly SttModel[]): string[] {
  return [...new Set(models.map(({ language }) => language).filter((language) => language.trim() !== ""))].sort();
}

/** What a recording is taken for where nobody chose: the page's language, unless no model knows it. */
export function likelyLanguage(models: readonly SttModel[], pageLanguage: string): string {
  const heard = heardLanguages(models);
  return heard.includes(pageLanguage) ? pageLanguage : (heard[0] ?? pageLanguage);
}

/** Languages to choose from: those of the models, else the usual ones; what is chosen is among them. */
export function languageChoices(models: readonly SttModel[], chosen: string): string[] {
  const heard = heardLanguages(models);
  return [...new Set([...(heard.length > 0 ? heard : ["ru", "en"]), ...(chosen ? [chosen] : [])])];
}
