const vowels = ["a", "e", "i", "o", "u", "y"] as const;
// prettier-ignore
const consonants = [
  "b", "v", "g", "d", "zh", "z", "j", "k", "l", "m", "n", "p", "r", "s", "t", "f", "h", "c", "ch", "sh", "sch",
] as const;

/**
 * A sound of the `avan` alphabet of `<phoneme>`.
 *
 * The platform publishes the form (sounds apart by blanks, `'` soft, `+` stressed) but no list of names. These are our own
 * choice: Latin letters as Russian is commonly written with them.
 */
export type AvanName = (typeof vowels)[number] | (typeof consonants)[number];

/** Every name, for messages. */
export const avanNames: readonly AvanName[] = [...vowels, ...consonants];

/** One sound; only consonants are soft, only vowels are stressed. */
export interface AvanPhoneme {
  name: AvanName;
  isSoft: boolean;
  isStressed: boolean;
}

/**
 * Takes one sound as written (`a`, `+o`, `o+`, `t'`) apart; nothing comes back when there is no such sound.
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
