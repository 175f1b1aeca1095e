import { isSilent } from "../../../audio/audio-problems.ts";
import { signsOfUnheard } from "../../empty-recognition.ts";
import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { audioEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The sound is noise. */
export const noiseOnly: Rule = {
  cause: "noise-only",
  about: "sound",
  hops: ["platform", "service"],
  refines: ["empty-result", "low-confidence"],
  words: {
    en: {
      title: "The recording is noise, not speech",
      why: "The loudness stays the same all the time, and no tone stands out: a fan, the wind, an open line, or bytes that are no sound.",
      next: "Listen to the recording. Check the microphone, and the encoding of the sound.",
    },
    ru: {
      title: "В записи шум, а не речь",
      why: "Громкость всё время одинакова, и ни один тон не выделяется: это вентилятор, ветер, пустая линия или байты, которые не являются звуком.",
      next: "Прослушайте запись. Проверьте микрофон и кодировку звука.",
    },
  },
  find: (clues) => weigh({ strong: [evenNoise(clues)] }),
};

/** Noise has peaks of 10 to 16 dB above its level; words far apart in a noise have more. */
const mostCrestDb = 18;

function evenNoise(clues: Clues) {
  const signs = signsOfUnheard(clues);
  if (!signs || !clues.audio || isSilent(clues.audio)) return undefined;
  const { levelRangeDb, toneShare, correlation } = signs;
  const crestDb = clues.audio.peakDbfs - clues.audio.levelDbfs;
  if (levelRangeDb === 0 || levelRangeDb > 4 || toneShare > 0.3 || crestDb > mostCrestDb) return undefined;
  return audioEvidence(
    "levelRangeDb",
    `loudness within ${levelRangeDb.toFixed(1)} dB, correlation of neighbouring samples ${correlation.toFixed(2)}: as noise`,
  );
}
