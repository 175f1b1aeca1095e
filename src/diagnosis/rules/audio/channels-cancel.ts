import { isCancelled } from "../../../audio/audio-problems.ts";
import { signsOfUnheard } from "../../empty-recognition.ts";
import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { audioEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The channels cancel each other when they are mixed. */
export const channelsCancel: Rule = {
  cause: "channels-cancel",
  about: "sound",
  hops: ["platform", "service"],
  refines: ["empty-result", "low-confidence", "silent-audio"],
  words: {
    en: {
      title: "The channels cancel each other",
      why: "One channel is the opposite of the other, as from a cable or a microphone with its poles changed. Mixed into one, hardly anything is left.",
      next: "Have each channel recognized separately, or send only one of them.",
    },
    ru: {
      title: "Каналы гасят друг друга",
      why: "Один канал обратен другому: так бывает, когда у кабеля или микрофона перепутана полярность. При сведении в один канал почти ничего не остаётся.",
      next: "Распознавайте каждый канал отдельно или отправьте только один из них.",
    },
  },
  find: (clues) => weigh({ decisive: [lossOfMix(clues)] }),
};

function lossOfMix(clues: Clues) {
  const signs = signsOfUnheard(clues);
  if (!signs || !isCancelled({ signs }) || clues.request["split_by_channel"] === true) return undefined;
  return audioEvidence(
    "mixLossDb",
    `the mix of the channels is ${signs.mixLossDb.toFixed(0)} dB quieter than they are`,
  );
}
