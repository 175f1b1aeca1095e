/** A word as it stands in a text, and as it is compared. */
export interface ComparableWord {
  shown: string;
  compared: string;
}

/** What makes two words equal, for people to read beside a rate. */
export const comparison = {
  /** Capital and small letters are equal. */
  case: "ignored",
  /** `ё` is `е`: Russian is written both ways. */
  yo: "as ye",
  /** Signs between and around words do not count; an apostrophe or a hyphen inside a word is part of it. */
  punctuation: "ignored",
  /** `10` and `ten` differ: what was written out and what was not is for the reader to see. */
  digits: "as they are",
} as const;

const word = /[\p{L}\p{M}\p{N}]+(?:['’‑-][\p{L}\p{M}\p{N}]+)*/gu;

/** The words of a text, in order. */
export function comparableWords(text: string): ComparableWord[] {
  return (text.normalize("NFC").match(word) ?? []).map((shown) => ({ shown, compared: normalize(shown) }));
}

function normalize(shown: string): string {
  return shown.toLowerCase().replaceAll("ё", "е").replaceAll("’", "'").replaceAll("‑", "-");
}
