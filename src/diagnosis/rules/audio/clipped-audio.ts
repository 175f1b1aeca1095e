import { isClipped } from "../../../audio/audio-problems.ts";
import type { Clues } from "../../clues.ts";
import { isEmptyRecognition, isLowConfidence } from "../../empty-recognition.ts";
import { weigh } from "../../evidence.ts";
import { audioEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The audio is distorted by clipping. */
export const clippedAudio: Rule = {
  cause: "clipped-audio",
  about: "sound",
  hops: ["platform", "service"],
  refines: ["empty-result", "low-confidence"],
  words: {
    en: {
      title: "The recording is overdriven",
      why: "Loud parts are clipped, so their words are lost or misrecognized.",
      next: "Lower the level of the microphone or step back from it, and record again.",
    },
    ru: {
      title: "Запись перегружена",
      why: "Громкие места срезаны, поэтому слова в них теряются или распознаются неверно.",
      next: "Уменьшите уровень микрофона или отойдите от него и запишите снова.",
    },
  },
  find: (clues) => weigh({ strong: [(isEmptyRecognition(clues) || isLowConfidence(clues)) && clipping(clues)] }),
};

function clipping({ audio }: Clues) {
  if (!audio || !isClipped(audio)) return undefined;
  return audioEvidence(
    "clippingShare",
    `${String(Math.round(audio.clippingShare * 1000) / 10)} % of the samples at full scale`,
  );
}
