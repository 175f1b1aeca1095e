import { signsOfUnheard } from "../../empty-recognition.ts";
import { weigh } from "../../evidence.ts";
import type { Rule } from "../../rule.ts";
import { isMains, steadyLines } from "../../steady-lines.ts";

/** Hum of the mains covers the sound. */
export const mainsHum: Rule = {
  cause: "mains-hum",
  about: "sound",
  hops: ["platform", "service"],
  refines: ["empty-result", "low-confidence", "narrow-audio"],
  words: {
    en: {
      title: "Hum covers the recording",
      why: "Most of the sound is a hum of 50 or 60 Hz and its multiples: from the mains, through a cable or an amplifier.",
      next: "Change the cable or the socket, keep the microphone away from power supplies, and record again.",
    },
    ru: {
      title: "Запись заглушена гулом",
      why: "Бо́льшая часть звука — гул 50 или 60 Гц и кратных частот: это наводка от электросети через кабель или усилитель.",
      next: "Замените кабель или розетку, отодвиньте микрофон от блоков питания и запишите снова.",
    },
  },
  find: (clues) => {
    const signs = signsOfUnheard(clues);
    return signs && isMains(signs.toneHz) ? weigh({ strong: [steadyLines(signs)] }) : undefined;
  },
};
