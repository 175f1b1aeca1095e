import type { Clues } from "../../clues.ts";
import { isEmptyRecognition } from "../../empty-recognition.ts";
import { weigh } from "../../evidence.ts";
import { eventEvidence, figure } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The call succeeded with an empty result. */
export const emptyResult: Rule = {
  cause: "empty-result",
  about: "sound",
  hops: ["platform", "service"],
  isGeneral: true,
  words: {
    en: {
      title: "The answer is empty",
      why: "The call succeeded, but returned no words or no audio: the recording has no speech in the chosen language, or the text has nothing to synthesize.",
      next: "Listen to the recording, and check the language and the model. For synthesis, check that the text has letters or digits.",
    },
    ru: {
      title: "Ответ пуст",
      why: "Вызов прошёл, но слов не услышано или звук не пришёл: в записи нет речи на выбранном языке либо в тексте нечего произнести.",
      next: "Прослушайте запись, проверьте язык и модель. Для синтеза проверьте, есть ли в тексте буквы или цифры.",
    },
  },
  find: (clues) =>
    weigh({
      strong: [isEmptyRecognition(clues) && clues.end && eventEvidence(clues.end, "transcript_length: 0")],
      decisive: [saidNothing(clues) && clues.end && eventEvidence(clues.end, "audio_bytes: 0")],
    }),
};

function saidNothing({ end, response }: Clues): boolean {
  return end?.event === "request_success" && end.service === "TTS" && figure(response, "audio_bytes") === 0;
}
