import { signsOfUnheard } from "../../empty-recognition.ts";
import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { audioEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** Samples of one byte each were sent as samples of two. */
export const byteSamples: Rule = {
  cause: "byte-samples",
  about: "sound",
  hops: ["platform", "service"],
  refines: ["empty-result", "low-confidence", "noise-only", "clipped-audio", "tone-only"],
  words: {
    en: {
      title: "8-bit sound was sent as 16-bit",
      why: "The sound has one byte for each sample: 8-bit PCM, mu-law or A-law. It was sent as 16-bit PCM, so two samples were taken for one, and it is heard as noise.",
      next: "Convert the sound to 16-bit PCM, or state its real encoding in the call: MULAW or ALAW.",
    },
    ru: {
      title: "8-битный звук отправлен как 16-битный",
      why: "В этом звуке отсчёт занимает один байт: PCM 8 бит, mu-law или A-law. Отправлен он как PCM 16 бит: два отсчёта приняты за один, и вместо речи слышен шум.",
      next: "Преобразуйте звук в PCM 16 бит или укажите в вызове его настоящую кодировку: MULAW или ALAW.",
    },
  },
  find: (clues) => weigh({ decisive: [smoothAsBytes(clues)] }),
};

/** By how much one reading must be smoother: a quiet recording has most of itself in the low byte, and is as smooth in both. */
const leastGain = 0.12;

function smoothAsBytes(clues: Clues) {
  const signs = signsOfUnheard(clues);
  if (!signs) return undefined;
  const readings = [
    { fact: "eightBitCorrelation", name: "8-bit PCM", likeness: signs.eightBitCorrelation },
    { fact: "muLawCorrelation", name: "mu-law", likeness: signs.muLawCorrelation },
    { fact: "aLawCorrelation", name: "A-law", likeness: signs.aLawCorrelation },
  ];
  const best = readings.reduce((first, other) => (other.likeness > first.likeness ? other : first));
  if (best.likeness < 0.75 || best.likeness < signs.correlation + leastGain) return undefined;
  return audioEvidence(
    best.fact,
    `correlation of neighbouring samples ${signs.correlation.toFixed(2)}; read as ${best.name} ${best.likeness.toFixed(2)}`,
  );
}
