import { signsOfUnheard } from "../../empty-recognition.ts";
import { weigh } from "../../evidence.ts";
import type { Rule } from "../../rule.ts";
import { isMains, steadyLines } from "../../steady-lines.ts";

/** The sound is a tone. */
export const toneOnly: Rule = {
  cause: "tone-only",
  about: "sound",
  hops: ["platform", "service"],
  refines: ["empty-result", "low-confidence", "narrow-audio"],
  words: {
    en: {
      title: "The recording is a tone, not speech",
      why: "Most of the sound stays at the same frequencies while it lasts: a test tone, the dial tone of a telephone, feedback.",
      next: "Listen to the recording, and check what the microphone or the line delivers.",
    },
    ru: {
      title: "В записи тон, а не речь",
      why: "Бо́льшая часть звука всё время остаётся на одних и тех же частотах: это испытательный тон, телефонный гудок или самовозбуждение усилителя.",
      next: "Прослушайте запись и проверьте, что приходит с микрофона или с линии.",
    },
  },
  find: (clues) => {
    const signs = signsOfUnheard(clues);
    return signs && !isMains(signs.toneHz) ? weigh({ strong: [steadyLines(signs)] }) : undefined;
  },
};
