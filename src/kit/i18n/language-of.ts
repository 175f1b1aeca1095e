/** The language a text is written in, by its letters: more Cyrillic than Latin is Russian. Undefined without letters. */
export function languageOf(text: string): "ru" | "en" | undefined {
  // Markup is English whatever it encloses.
  const words = text.replace(/<[^>]*>/g, " ");
  const cyrillic = words.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = words.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (cyrillic === 0 && latin === 0) return undefined;
  return cyrillic >= latin ? "ru" : "en";
}
