/** Encodings of one byte a letter: Russian ones of Windows, of its console and of Unix, and the Western one. */
export type LegacyEncoding = "windows-1251" | "ibm866" | "koi8-r" | "windows-1252";

const cyrillic = ["windows-1251", "ibm866", "koi8-r"] as const;
/** Russian letters, the most frequent ones first. */
const byFrequency = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё";
const maxSampleBytes = 65_536;

/**
 * Guesses which encoding of one byte a letter a text has: Windows-1252 (which holds Latin-1) when its letters beyond ASCII
 * stand in Latin words, else the Russian encoding in which it looks most like Russian: frequent letters, small ones
 * inside of words, no symbols between letters.
 *
 * @param bytes text with bytes beyond ASCII; the first 64 kB are looked at
 */
export function guessLegacyEncoding(bytes: Uint8Array): LegacyEncoding {
  const sample = bytes.subarray(0, maxSampleBytes);
  if (isWestern(sample)) return "windows-1252";
  const scores = cyrillic.map((encoding) => likeness(new TextDecoder(encoding).decode(sample)));
  return cyrillic[scores.indexOf(Math.max(...scores))]!;
}

/** Whether most letters beyond ASCII stand in Latin words, one or two together, as in `über` or `Größe`. */
function isWestern(bytes: Uint8Array): boolean {
  let high = 0;
  let western = 0;
  for (let at = 0; at < bytes.length;) {
    let end = at;
    while (end < bytes.length && bytes[end]! >= 0x80) end++;
    high += end - at;
    if (end - at <= 2 && (isLatin(bytes[at - 1]) || isLatin(bytes[end]))) western += end - at;
    at = end + 1;
  }
  return western * 2 > high;
}

function isLatin(byte = 0): boolean {
  const small = byte | 0x20;
  return small >= 0x61 && small <= 0x7a;
}

/** How much a text looks like Russian; higher is more. */
function likeness(text: string): number {
  let score = 0;
  let before = "";
  for (const letter of text) {
    if (letter >= "\u0080") {
      const small = letter.toLowerCase();
      const rank = byFrequency.indexOf(small);
      if (rank < 0) score -= 20;
      else {
        score += 12 - rank / 2;
        // A capital inside of a word is rare; words in capitals only are not.
        if (letter !== small && isSmallCyrillic(before)) score -= 20;
      }
    }
    before = letter;
  }
  return score;
}

function isSmallCyrillic(letter: string): boolean {
  return letter >= "а" && letter <= "ё";
}
