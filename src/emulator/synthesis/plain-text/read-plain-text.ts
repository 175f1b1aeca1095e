import { cleanSigns, joinLines } from "./clean-signs.ts";
import { englishRules } from "./english.ts";
import { russianRules } from "./russian.ts";
import { applyRules } from "./text-rule.ts";

/**
 * Writes plain text in words as a person reads it: numbers, dates, times, money, telephones, fractions, degrees, Roman
 * numerals, abbreviations and initials. What is not sure is left as it stands, and the engine reads it.
 *
 * @param language `ru` or `en`
 */
export function readPlainText(text: string, language: string): string {
  const joined = joinLines(cleanSigns(text));
  return applyRules(joined, language === "ru" ? russianRules : englishRules);
}
