import type { SttModel } from "../../../audiokit/calls/models.ts";

/** A model as a person chooses it: one name, whatever the number of its entries. */
export interface RecognitionModel {
  name: string;
  /** Languages its entries name; empty where none does. */
  languages: string[];
}

/** Brings the platform's list into the order of a choice: by name, each name once; entries without a name are left out. */
export function recognitionModelsOf(entries: readonly SttModel[]): RecognitionModel[] {
  const models = new Map<string, RecognitionModel>();
  for (const { name, language } of entries) {
    if (name.trim() === "") continue;
    const model = models.get(name) ?? { name, languages: [] };
    models.set(name, model);
    if (language.trim() !== "" && !model.languages.includes(language)) model.languages.push(language);
  }
  return [...models.values()].sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
}

/** Every language that some model names, each once. */
export function languagesOf(models: readonly RecognitionModel[]): string[] {
  return [...new Set(models.flatMap(({ languages }) => languages))].sort();
}
