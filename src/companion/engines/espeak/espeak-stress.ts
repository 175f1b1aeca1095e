/**
 * Applies the stress marks of the text to a Russian word.
 *
 * espeak-ng ignores U+0301 and has no other mark for it, but it takes words written in its phoneme names. So the word's own
 * phonemes are requested, and the vowels that gain or lose the stress are renamed: Russian writes each vowel with one letter, so
 * the n-th vowel letter is the n-th vowel phoneme. Consonants do not depend on the stress.
 */

const vowelLetters = "аеёиоуыэюя";
const vowelPhonemes = new Set('a a# A V V# o O 8 u u# u" ju ja ja# i I I# I2 I3 y E E# E2 E3 E% e @ Y'.split(" "));

/** Splits a word marked with U+0301 into its letters and the place of the last mark among its vowels; -1 if it has none. */
export function readStressMark(marked: string): { word: string; vowel: number } {
  const markAt = marked.lastIndexOf("\u0301");
  const word = marked.replaceAll("\u0301", "").toLowerCase();
  if (markAt < 0) return { word, vowel: -1 };
  const before = [...marked.slice(0, markAt).toLowerCase()].filter((letter) => vowelLetters.includes(letter));
  return { word, vowel: before.length - 1 };
}

/**
 * Renames a word's phonemes for another stress.
 *
 * @param word in lower case
 * @param vowel which of the word's vowels is stressed, from 0
 * @param phonemes as espeak-ng names them for the word, `_` between them
 * @returns phonemes with `|` between them; nothing when letters and phonemes do not match (Latin letters, abbreviations)
 */
export function placeStress(word: string, vowel: number, phonemes: string): string | undefined {
  // The engine itself puts [@-] before [r]; given back to it, there would be two.
  const names = phonemes.split("_").filter((name) => name !== "" && name !== "@-");
  const bare = names.map((name) => name.replace(/^[',%=]+/, ""));
  const letters = [...word].flatMap((letter, at) => (vowelLetters.includes(letter) ? [at] : []));
  const slots = bare.flatMap((name, at) => (vowelPhonemes.has(name) ? [at] : []));
  if (slots.length !== letters.length || letters[vowel] === undefined) return undefined;

  for (const [index, slot] of slots.entries()) {
    const at = letters[index] ?? 0;
    const isStressed = index === vowel;
    const wasStressed = names[slot]?.startsWith("'") ?? false;
    if (isStressed !== wasStressed) bare[slot] = isStressed ? stressedVowel(word, at) : unstressedVowel(word, at);
    else if (!isStressed) bare[slot] = unstressedVowelAt(word, at, bare[slot] ?? "", index === vowel - 1);
    if (isStressed) bare[slot] = `'${bare[slot] ?? ""}`;
  }
  return bare.join("|");
}

/** Whether the vowel letter brings its own [j]: at the start, after a vowel, after a sign. */
function isIotated(word: string, at: number): boolean {
  const before = word[at - 1];
  return before === undefined || `${vowelLetters}ъь`.includes(before);
}

function follows(word: string, at: number, letters: string): boolean {
  return at > 0 && letters.includes(word[at - 1] ?? "");
}

/** A vowel that stays unstressed. [V] and [a] would be changed again when espeak-ng reads them, depending on what follows. */
function unstressedVowelAt(word: string, at: number, phoneme: string, isBeforeStress: boolean): string {
  if (word[at] === "а") return unstressedVowel(word, at, isBeforeStress);
  return phoneme === "V" || phoneme === "a" ? "V#" : phoneme;
}

function stressedVowel(word: string, at: number): string {
  switch (word[at]) {
    case "а":
      return "A";
    case "о":
      return "o";
    case "у":
      return follows(word, at, "йчщь") ? "u#" : "u";
    case "и":
      return follows(word, at, "жшц") ? "y" : "i";
    case "э":
      return "E";
    case "е":
      return follows(word, at, "жшц") ? "E" : "e";
    case "ё":
      return follows(word, at, "жш") ? "o" : "8";
    case "ю":
      return isIotated(word, at) ? "ju" : 'u"';
    case "я":
      return isIotated(word, at) ? "ja" : "A";
    default:
      return "y";
  }
}

function unstressedVowel(word: string, at: number, isBeforeStress = false): string {
  const isLast = at === word.length - 1;
  switch (word[at]) {
    case "а":
      if (isLast) return follows(word, at, "йчщь") ? "V#" : "a#";
      return isBeforeStress ? "a" : "V";
    case "о":
    case "ё":
      return "V#";
    case "и":
      if (follows(word, at, "жшц")) return "y";
      return at === 0 || isLast ? "I" : "i";
    case "э":
      return "E#";
    case "е":
      if (isIotated(word, at)) return "I";
      return follows(word, at, "жшц") ? "y" : "i";
    case "я":
      return isIotated(word, at) ? "ja" : "V";
    default:
      return stressedVowel(word, at);
  }
}
