const stress = "\u0301";

/** Text whose stress marks are those of Unicode. */
export interface StressedText {
  text: string;
  /** Whether a mark was left out because the language has none or no vowel stands before it. */
  isMarkLost: boolean;
}

/**
 * Turns the platform's stress mark `{'}` into U+0301, which engines take; the mark stands after the stressed vowel. Only
 * Russian has it.
 */
export function readStressMarks(text: string, language: string): StressedText {
  let isMarkLost = false;
  const marked = text.replaceAll(/(.?)\{'\}/gsu, (_mark, before: string) => {
    if (language === "ru" && /[аеёиоуыэюя]/i.test(before)) return before + stress;
    isMarkLost = true;
    return before;
  });
  return { text: marked, isMarkLost };
}
