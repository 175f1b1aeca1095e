import type { Category } from "../../../ssml/say-as-values.ts";
import { englishReadings } from "./english.ts";
import { defaultGrammar, readGrammar } from "../../../ssml/grammatical-form.ts";
import { russianReadings } from "./russian.ts";

/** Words for the content of a `<say-as>`. */
export interface SaidAs {
  text: string;
  /** What did not fit the category, so that the default rule was used. Never the content itself: notes are logged. */
  misfit?: "content" | "format";
}

/**
 * Reads the content of a `<say-as>`. A `format` or `detail` that does not fit is ignored, and the content is read as plain
 * text where it must be, as the platform does; `misfit` then says so.
 *
 * @param language `ru` or `en`
 */
export function sayAs(category: Category, content: string, format: string, detail: string, language: string): SaidAs {
  const readings = language === "ru" ? russianReadings : englishReadings;
  const trimmed = content.trim();
  const grammar = readGrammar(format);
  const text = readings[category](trimmed, detail, grammar ?? defaultGrammar);
  if (text === undefined) return { text: trimmed, misfit: "content" };
  return grammar ? { text } : { text, misfit: "format" };
}
