import { isSilent } from "../../../audio/audio-problems.ts";
import { isEmptyRecognition } from "../../empty-recognition.ts";
import { weigh } from "../../evidence.ts";
import { audioEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The audio contains no speech. */
export const silentAudio: Rule = {
  cause: "silent-audio",
  about: "sound",
  hops: ["platform", "service"],
  refines: ["empty-result"],
  words: {
    en: {
      title: "The recording is silent",
      why: "Nearly all of the audio is silence, so there is nothing to recognize.",
      next: "Check that the right microphone is chosen and not muted, and record again.",
    },
    ru: {
      title: "В записи тишина",
      why: "Почти весь звук — тишина, распознавать нечего.",
      next: "Проверьте, тот ли выбран микрофон и не выключен ли он, и запишите снова.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        isEmptyRecognition(clues) &&
          clues.audio &&
          isSilent(clues.audio) &&
          audioEvidence(
            "silenceShare",
            `${String(Math.round(clues.audio.silenceShare * 100))} % silence, ${String(clues.audio.levelDbfs)} dBFS`,
          ),
      ],
    }),
};
