import type { Language } from "./language.ts";

/** The name of a BCP 47 language, first letter large: "Russian", "Русский". The tag itself where it has no name. */
export function languageName(tag: string, inLanguage: Language): string {
  try {
    const name = new Intl.DisplayNames(inLanguage, { type: "language" }).of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase(inLanguage) + name.slice(1);
  } catch {
    // Platforms may call a language what they like; Intl accepts well-formed tags only.
    return tag;
  }
}
