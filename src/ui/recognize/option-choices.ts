import type { Language } from "../words/language.ts";
import { languageName } from "../words/language-name.ts";
import type { Recognition } from "./recognition.svelte.ts";
import type { words } from "./words.ts";

/** Languages that can always be asked for, whatever the list says: the platform answers for what it can. */
const usualLanguages = ["ru", "en"];

/** What can be chosen, as options of selects. What is chosen is always among them, wherever it came from. */
export function optionChoices(
  { form, models, languages }: Pick<Recognition, "form" | "models" | "languages">,
  text: (typeof words)["en"],
  inLanguage: Language,
) {
  const tags = new Set([...languages, ...usualLanguages, form.language]);
  const names = models.map(({ name }) => name);
  const strangers = form.model === "" || names.includes(form.model) ? [] : [form.model];
  return {
    languages: [...tags].map((tag) => ({ value: tag, label: tag === "" ? "" : languageName(tag, inLanguage) })),
    models: [
      { value: "", label: text.modelAuto },
      ...names.map((name) => ({ value: name, label: name })),
      ...strangers.map((name) => ({ value: name, label: text.modelUnlisted(name) })),
    ],
  };
}
