import { signsOfUnheard } from "../../empty-recognition.ts";
import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { audioEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The two bytes of each sample are in the wrong order. */
export const byteOrder: Rule = {
  cause: "byte-order",
  about: "sound",
  hops: ["platform", "service"],
  refines: ["empty-result", "low-confidence", "noise-only", "clipped-audio"],
  words: {
    en: {
      title: "The bytes of the samples are in the wrong order",
      why: "Each sample has two bytes, and the platform takes the lower one first. In this sound the higher one comes first, so it is heard as noise.",
      next: "Send 16-bit PCM in little-endian order; a program for sound calls it s16le.",
    },
    ru: {
      title: "Байты отсчётов идут в неверном порядке",
      why: "В отсчёте два байта, и платформа ожидает сначала младший. В этом звуке первым идёт старший, поэтому вместо речи слышен шум.",
      next: "Отправляйте PCM 16 бит с порядком байтов little-endian; в программах для работы со звуком он называется s16le.",
    },
  },
  find: (clues) => weigh({ decisive: [smoothWhenSwapped(clues)] }),
};

/** Noise stays noise whatever is done to its bytes; only speech can become smooth. */
function smoothWhenSwapped(clues: Clues) {
  const signs = signsOfUnheard(clues);
  if (!signs || signs.correlation > 0.5 || signs.swappedCorrelation < 0.7) return undefined;
  return audioEvidence(
    "swappedCorrelation",
    `correlation of neighbouring samples ${signs.correlation.toFixed(2)}: as noise; with the bytes exchanged ${signs.swappedCorrelation.toFixed(2)}: as speech`,
  );
}
