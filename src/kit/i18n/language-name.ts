import type { Language } from "./language.ts";

/** The name of a BCP 47 language that stands alone, first letter large: "Russian", "Русский". The tag itself where it has no name. */
export function languageName(tag: string, inLanguage: Language): string {
  const name = nameOf(tag, inLanguage);
  return name === tag ? tag : name.charAt(0).toLocaleUpperCase(inLanguage) + name.slice(1);
}

/** The names of languages inside a sentence, as that language writes them: "Russian, English", "русский, английский". */
export function languagesInText(tags: readonly string[], inLanguage: Language): string {
  return tags.map((tag) => nameOf(tag, inLanguage)).join(", ");
}

/** The names of languages as a line of their own: "Russian, English", "Русский, английский". Empty where there are none. */
export function languageNames([first, ...rest]: readonly string[], inLanguage: Language): string {
  if (first === undefined) return "";
  return [languageName(first, inLanguage), ...rest.map((tag) => nameOf(tag, inLanguage))].join(", ");
}

/** One for each language that the page was shown in: each takes milliseconds to make. */
const writers = new Map<Language, Intl.DisplayNames>();

function nameOf(tag: string, inLanguage: Language): string {
  const names = writers.get(inLanguage) ?? new Intl.DisplayNames(inLanguage, { type: "language" });
  writers.set(inLanguage, names);
  try {
    return names.of(tag) ?? tag;
  } catch {
    // Platforms may call a language what they like; Intl accepts well-formed tags only.
    return tag;
  }
}
