/** Abbreviations that something always follows, in small letters and without their last point. */
const leading: Record<string, ReadonlySet<string>> = {
  en: new Set(
    "mr mrs ms dr prof rev fr st mt gen col maj capt lt sgt cmdr hon gov sen rep pres vs fig figs vol ch pp approx e.g i.e cf viz".split(
      " ",
    ),
  ),
  ru: new Set(
    "ул пр просп пер пл бул наб ш обл пос дер им тов гр г-н г-жа проф доц акад инж см ср рис табл напр т.е т.к д кв корп оф тел св".split(
      " ",
    ),
  ),
};

/**
 * Cuts a text into its sentences; all in a row are the text. White space behind a sentence belongs to it.
 *
 * They are those of `Intl.Segmenter`, joined where a point ends no sentence: behind an initial (`J. R. Tolkien`), behind an
 * abbreviation that always leads to something (`Dr. Smith`, «ул. Ленина»), and behind «г.» without a number before it, which
 * is a city; behind a number it is a year and may end a sentence. A lone `I` is an initial only where its sentence begins or
 * behind another one: “So did I.” ends. “Plan B.” is taken for an initial, for names are more usual.
 *
 * @param language BCP 47
 */
export function* sentencesOf(text: string, language: string): Generator<string> {
  const segmenter = new Intl.Segmenter(language, { granularity: "sentence" });
  let sentence = "";
  for (const { segment } of segmenter.segment(text)) {
    sentence += segment;
    if (isOpen(sentence, language)) continue;
    yield sentence;
    sentence = "";
  }
  if (sentence !== "") yield sentence;
}

/** Whether the point at the end ends no sentence. */
function isOpen(sentence: string, language: string): boolean {
  // The end decides; a short look keeps a text of many initials from costs that grow with its square.
  const end = sentence.slice(-60);
  if (/[\r\n\u2029]\s*$/.test(end)) return false;
  const [, before = "", word] = /^(.*?)([\p{L}.-]+)\.\s+$/su.exec(end) ?? [];
  if (word === undefined) return false;
  if (/^(?:\p{Lu}\.)*\p{Lu}$/u.test(word)) return word !== "I" || !/[^\s.]{2}\s+$/u.test(before);
  if (word.toLowerCase() === "г" && language.startsWith("ru")) return !/\d\s*$/.test(before);
  return leading[language.split("-")[0]!]?.has(word.toLowerCase()) ?? false;
}
