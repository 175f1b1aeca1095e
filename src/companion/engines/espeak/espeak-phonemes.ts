import type { AvanName, AvanPhoneme } from "../../../emulator/synthesis/avan-phonemes.ts";

/** espeak-ng's Russian phonemes for the sounds of the platform's alphabet: hard and soft; vowels stressed and not. */
const phonemes: Record<AvanName, readonly [string, string]> = {
  a: ["V", "A"],
  e: ["E#", "E"],
  i: ["i", "i"],
  o: ["o", "o"],
  u: ["u", "u"],
  y: ["y", "y"],
  b: ["b", "b|;"],
  v: ["v", "v|;"],
  g: ["g", "g|;"],
  d: ["d", "d;"],
  zh: ["Z", "Z|;"],
  z: ["z", "z;"],
  j: ["j", "j"],
  k: ["k", "k|;"],
  l: ["l", "l|;"],
  m: ["m", "m;"],
  n: ["n", "n|;"],
  p: ["p", "p|;"],
  r: ["r", "r|;"],
  s: ["s", "s;"],
  t: ["t", "t;"],
  f: ["f", "f|;"],
  h: ["x", "x|;"],
  c: ["ts", "ts"],
  ch: ["tS;", "tS;"],
  sh: ["S", "S|;"],
  sch: ["S;", "S;"],
};

/** Phonemes as espeak-ng's phoneme names, `|` between them. */
export function espeakPhonemes(sounds: readonly AvanPhoneme[]): string {
  return sounds
    .map(({ name, isSoft, isStressed }) => {
      const [plain, marked] = phonemes[name];
      return isStressed ? `'${marked}` : isSoft ? marked : plain;
    })
    .join("|");
}
