import { isNarrow } from "../../../audio/audio-problems.ts";
import type { Clues } from "../../clues.ts";
import { isEmptyRecognition, isLowConfidence } from "../../empty-recognition.ts";
import { weigh } from "../../evidence.ts";
import { audioEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The audio has too little bandwidth for a speech model; it may have been upsampled. */
export const narrowAudio: Rule = {
  cause: "narrow-audio",
  about: "sound",
  hops: ["platform", "service"],
  refines: ["empty-result", "low-confidence"],
  words: {
    en: {
      title: "The recording has too low a sample rate",
      why: "Its rate is below 8,000 Hz, the lowest that the platform takes, or it was before the sound was converted. The high frequencies that tell consonants apart are gone, and no conversion brings them back.",
      next: "Expect wrong words. Take the original of the recording, or record again at 16,000 Hz, or 8,000 Hz at least.",
    },
    ru: {
      title: "У записи слишком низкая частота дискретизации",
      why: "Она ниже 8000 Гц, наименьшей для платформы, или была такой до преобразования. Высоких частот, по которым различают согласные, в звуке нет, и преобразование их не вернёт.",
      next: "Слова могут быть распознаны неверно. Возьмите исходную запись или запишите снова с частотой 16 000 Гц, хотя бы 8000 Гц.",
    },
  },
  find: (clues) => weigh({ strong: [(isEmptyRecognition(clues) || isLowConfidence(clues)) && narrowness(clues)] }),
};

function narrowness({ audio }: Clues) {
  if (!audio || !isNarrow(audio)) return undefined;
  return audioEvidence("realRateHz", `real rate ${String(audio.realRateHz)} Hz`);
}
