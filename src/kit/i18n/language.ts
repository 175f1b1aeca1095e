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
    const spoken = languages.find((language) => language === tag.toLowerCase().split("-")[0]);
    if (spoken !== undefined) return spoken;
  }
  return "en";
}
