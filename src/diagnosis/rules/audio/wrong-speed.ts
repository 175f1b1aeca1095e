import type { SoundSigns } from "../../../audio/signs/sound-signs.ts";
import { signsOfUnheard } from "../../empty-recognition.ts";
import { weigh } from "../../evidence.ts";
import { audioEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The samples are played at another rate than they were recorded at. */
export const wrongSpeed: Rule = {
  cause: "wrong-speed",
  about: "sound",
  hops: ["platform", "service"],
  refines: ["empty-result", "low-confidence"],
  words: {
    en: {
      title: "The recording plays too fast or too slowly",
      why: "The pitch of the voice or the pace of the syllables is not that of a person: the sound was recorded at another sample rate than the call or the file states.",
      next: "Listen to the recording. State the rate at which it was recorded, 8,000 or 16,000 Hz mostly.",
    },
    ru: {
      title: "Запись звучит слишком быстро или слишком медленно",
      why: "Высота голоса или темп слогов не такие, как у человека: звук записан не с той частотой дискретизации, которая указана в вызове или в файле.",
      next: "Прослушайте запись. Укажите частоту, с которой она сделана, чаще всего 8000 или 16 000 Гц.",
    },
  },
  find: (clues) => {
    const signs = signsOfUnheard(clues);
    if (!signs || !isVoice(signs)) return undefined;
    const { pitchHz, paceHz, lowShare } = signs;
    const pitch = audioEvidence("pitchHz", `pitch of the voice ${pitchHz.toFixed(0)} Hz`);
    const pace = audioEvidence("paceHz", `syllables at ${paceHz.toFixed(1)} Hz`);
    if (pitchHz < lowestVoiceHz) return weigh({ strong: [pitch], fair: [paceHz > 0 && paceHz < slowHz && pace] });
    // Noise that rings has a high pitch, too, and no pace.
    if (pitchHz > highestVoiceHz) return weigh(paceHz > fastHz ? { strong: [pitch], fair: [pace] } : { fair: [pitch] });
    // A telephone cuts at 300 Hz; where nothing is below 550, that was 600 once, and all is played twice too fast.
    if (lowShare < nothingLow && pitchHz > doubledHz && paceHz > hurriedHz) {
      const low = audioEvidence("lowShare", `${(100 * lowShare).toFixed(1)} % of the sound below 550 Hz`);
      return weigh({ strong: [low], fair: [pitch, pace] });
    }
    // A man played twice too fast is as high as a woman, and not faster than some languages are spoken: that is a guess only.
    const isHurried = paceHz > fastestHz && pitchHz > raisedHz;
    return weigh({ fair: [paceHz > fastHz && pace, isHurried && pitch, paceHz > 0 && paceHz < slowHz && pace] });
  },
};

/** Median pitch below and above which nobody speaks, and above which few do, in Hz. */
const lowestVoiceHz = 65;
const highestVoiceHz = 420;
const raisedHz = 240;
/** Of the lowest voice, and of the slowest speech, when they are played twice too fast. */
const doubledHz = 130;
const hurriedHz = 5;
/** Share of low sound below which there is none. */
const nothingLow = 0.02;
/** Pace of slow and of fast speech, and one that hardly anybody keeps, in syllables a second. */
const slowHz = 3;
const fastHz = 6;
const fastestHz = 7.8;

/** Noise and tones have neither pitch nor pace that could be wrong. */
function isVoice({ pitchHz, levelRangeDb, correlation, toneShare }: SoundSigns): boolean {
  return pitchHz > 0 && levelRangeDb > 10 && correlation > 0.5 && toneShare < 0.3;
}
