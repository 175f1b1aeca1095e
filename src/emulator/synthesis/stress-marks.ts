const stress = "\u0301";

/** Text with Unicode stress marks. */
export interface StressedText {
  text: string;
  /** Whether a mark was left out because the language has none or no vowel stands before it. */
  isMarkLost: boolean;
}

/**
 * Converts the platform's stress mark `{'}` into U+0301, as engines expect it; the mark follows the stressed vowel. Only
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
