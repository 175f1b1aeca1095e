import { sentencesOf } from "../../basics/sentences.ts";

/**
 * Longest text of one call where a text is spoken in parts, in characters (UTF-16 units). The platform publishes no limit;
 * 5000 are about five minutes of speech, half of what the deadline of a call leaves room for.
 */
export const maxPartCharacters = 5000;

/**
 * Cuts a plain text at the ends of sentences, so that each part fits and all parts in a row are the text.
 *
 * A sentence that is too long by itself is cut between words, and a word that is too long between letters.
 *
 * @param language BCP 47: the rules by which a sentence ends
 */
export function splitText(text: string, language: string, maxCharacters = maxPartCharacters): string[] {
  if (text.length <= maxCharacters) return [text];
  const parts: string[] = [];
  let part = "";
  const take = (fragment: string) => {
    if (part.length + fragment.length > maxCharacters && part !== "") {
      parts.push(part);
      part = "";
    }
    part += fragment;
  };
  for (const segment of sentencesOf(text, language)) {
    for (const fragment of fitting(segment, language, maxCharacters)) take(fragment);
  }
  if (part !== "") parts.push(part);
  // White space alone cannot be spoken; it stays with what stands before it.
  return parts.reduce<string[]>((kept, next) => {
    if (next.trim() === "" && kept.length > 0) kept[kept.length - 1] += next;
    else kept.push(next);
    return kept;
  }, []);
}

function fitting(sentence: string, language: string, maxCharacters: number): string[] {
  if (sentence.length <= maxCharacters) return [sentence];
  const words = [...new Intl.Segmenter(language, { granularity: "word" }).segment(sentence)];
  return words.flatMap(({ segment }) =>
    segment.length <= maxCharacters ? [segment] : inLetters(segment, maxCharacters),
  );
}

function inLetters(word: string, maxCharacters: number): string[] {
  const fragments: string[] = [];
  let fragment = "";
  for (const letter of word) {
    if (fragment.length + letter.length > maxCharacters && fragment !== "") {
      fragments.push(fragment);
      fragment = "";
    }
    fragment += letter;
  }
  return [...fragments, fragment];
}
