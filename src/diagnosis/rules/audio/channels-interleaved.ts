import type { SoundSigns } from "../../../audio/signs/sound-signs.ts";
import { signsOfUnheard } from "../../empty-recognition.ts";
import { weigh } from "../../evidence.ts";
import { audioEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** Two channels were sent as one, sample by sample. */
export const channelsInterleaved: Rule = {
  cause: "channels-interleaved",
  about: "sound",
  hops: ["platform", "service"],
  refines: ["empty-result", "low-confidence", "wrong-speed"],
  words: {
    en: {
      title: "Two channels were sent as one",
      why: "The samples of two channels stand in turn, and the call says that there is one. The sound plays at half speed, with both channels mixed up.",
      next: "Send one channel, or state two in audio_channel_count; the page Recognize does so by itself.",
    },
    ru: {
      title: "Два канала отправлены как один",
      why: "Отсчёты двух каналов идут поочерёдно, а в вызове указан один канал. Звук получается вдвое медленнее, каналы в нём перемешаны.",
      next: "Отправляйте один канал или укажите два в audio_channel_count; страница «Распознавание» делает это сама.",
    },
  },
  find: (clues) => {
    const signs = signsOfUnheard(clues);
    return signs && clues.audio?.channelCount === 1 ? weigh({ strong: [samplesInTurn(signs)] }) : undefined;
  },
};

/** In one channel the next sample is always more alike than the next but one, and no pair of samples is closer than the pairs between. */
function samplesInTurn({ correlation, secondCorrelation, pairEvenness }: SoundSigns) {
  const isUneven = pairEvenness < 0.6 || (pairEvenness < 0.8 && secondCorrelation >= correlation);
  const isApart = correlation > -0.2 && secondCorrelation > 0.7 && secondCorrelation - correlation > 0.15;
  if (!isUneven && !isApart) return undefined;
  return audioEvidence(
    "secondCorrelation",
    `correlation with the next sample ${correlation.toFixed(2)}, with the next but one ${secondCorrelation.toFixed(2)}; evenness of pairs ${pairEvenness.toFixed(2)}`,
  );
}
