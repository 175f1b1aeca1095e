import type { TtsModel } from "./models.ts";

/** A voice as a person chooses it: one name, whatever the number of its models. */
export interface Voice {
  name: string;
  /** Rates of its models in Hz, lowest first. */
  sampleRatesHz: number[];
  /** Languages its models name; empty where none does. */
  languages: string[];
}

/**
 * The platform's list as choices: by name, each name once.
 *
 * Entries without a name cannot be requested and are left out (the engine for cloned voices is such an entry).
 */
export function voicesOf(models: readonly TtsModel[]): Voice[] {
  const voices = new Map<string, Voice>();
  for (const { name, sampleRateHz, language } of models) {
    if (name.trim() === "") continue;
    const voice = voices.get(name) ?? { name, sampleRatesHz: [], languages: [] };
    voices.set(name, voice);
    if (sampleRateHz > 0 && !voice.sampleRatesHz.includes(sampleRateHz)) voice.sampleRatesHz.push(sampleRateHz);
    if (language.trim() !== "" && !voice.languages.includes(language)) voice.languages.push(language);
  }
  for (const voice of voices.values()) voice.sampleRatesHz.sort((a, b) => a - b);
  return [...voices.values()].sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
}
