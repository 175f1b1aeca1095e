const vowels = ["a", "e", "i", "o", "u", "y"] as const;
// prettier-ignore
const consonants = [
  "b", "v", "g", "d", "zh", "z", "j", "k", "l", "m", "n", "p", "r", "s", "t", "f", "h", "c", "ch", "sh", "sch",
] as const;

/**
 * A phoneme of the `avan` alphabet of `<phoneme>`.
 *
 * The platform publishes the syntax (phonemes separated by blanks, `'` soft, `+` stressed) but no list of names. These are our own
 * choice: Latin letters as Russian is commonly written with them.
 */
export type AvanName = (typeof vowels)[number] | (typeof consonants)[number];

/** All names, for messages. */
export const avanNames: readonly AvanName[] = [...vowels, ...consonants];

/** One phoneme; only consonants can be soft, only vowels stressed. */
export interface AvanPhoneme {
  name: AvanName;
  isSoft: boolean;
  isStressed: boolean;
}

/**
 * Parses one phoneme (`a`, `+o`, `o+`, `t'`); undefined when there is none of this name.
 */
export function readAvanPhoneme(written: string): AvanPhoneme | undefined {
  const bare = written.replace(/^\+|\+$/, "");
  const isStressed = bare !== written;
  const isSoft = bare.endsWith("'");
  const name = avanNames.find((known) => known === bare.replace(/'$/, ""));
  if (!name || (isVowel(name) ? isSoft : isStressed)) return undefined;
  return { name, isSoft, isStressed };
}

function isVowel(name: AvanName): boolean {
  return vowels.some((vowel) => vowel === name);
}
