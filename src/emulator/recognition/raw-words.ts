import type { EngineWord } from "./recognition-engine.ts";

/**
 * Words of a raw transcript: lower case, no punctuation, one word where a hyphen joins two.
 *
 * The parts of a hyphenated word share its time by their length.
 */
export function rawWords(words: readonly EngineWord[]): EngineWord[] {
  return words.flatMap((each) => {
    const parts = rawParts(each.word);
    const letters = parts.reduce((sum, part) => sum + part.length, 0);
    let spoken = 0;
    const now = () => Math.round(each.startMs + ((each.endMs - each.startMs) * spoken) / letters);
    return parts.map((word) => {
      const startMs = now();
      spoken += word.length;
      return { ...each, word, startMs, endMs: now() };
    });
  });
}

/** A text in the same form. */
export function rawText(text: string): string {
  return rawParts(text).join(" ");
}

/** Letters, digits and the marks inside a word or number: `don't`, `3.5`, `10:30`. */
const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+|(?<=\p{N})[.,:](?=\p{N})[\p{N}]+)*/gu;

function rawParts(text: string): string[] {
  return text.toLowerCase().match(wordPattern) ?? [];
}
