/** The languages the console speaks. */
export const languages = ["en", "ru"] as const;
export type Language = (typeof languages)[number];

/**
 * The language to show: what the person chose, else the first of the system's languages that the console speaks, else English.
 *
 * @param choice a language, or `system`
 * @param systemLanguages BCP 47 tags in order of preference, as in `navigator.languages`
 */
export function languageFor(choice: Language | "system", systemLanguages: readonly string[]): Language {
  if (choice !== "system") return choice;
  for (const tag of systemLanguages) {
    const spoken = languages.find((language) => isOf(language, tag));
    if (spoken !== undefined) return spoken;
  }
  return "en";
}

/**
 * How the person's system writes a language, for dates: the first of its tags that is of this language ("en-GB": 28 Nov 2026),
 * else the language itself.
 *
 * @param systemLanguages as of {@link languageFor}
 */
export function tagFor(language: Language, systemLanguages: readonly string[]): string {
  return systemLanguages.find((candidate) => isOf(language, candidate)) ?? language;
}

function isOf(language: Language, tag: string): boolean {
  return tag.toLowerCase().split("-")[0] === language;
}
