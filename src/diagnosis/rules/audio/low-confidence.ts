import type { Clues } from "../../clues.ts";
import { isLowConfidence } from "../../empty-recognition.ts";
import { weigh } from "../../evidence.ts";
import { eventEvidence, figure } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform is unsure of the words. */
export const lowConfidence: Rule = {
  cause: "low-confidence",
  about: "sound",
  hops: ["platform", "service"],
  isGeneral: true,
  words: {
    en: {
      title: "The words are uncertain",
      why: "The recognition succeeded, but its own confidence in the words is low on average: the sound is hard to understand, or the language or the model does not fit it.",
      next: "Listen to the recording, compare it with the words, and check the language and the model.",
    },
    ru: {
      title: "Слова распознаны неуверенно",
      why: "Распознавание прошло, но его собственная уверенность в словах в среднем низкая: речь трудно разобрать либо язык или модель к ней не подходят.",
      next: "Прослушайте запись, сравните её со словами, проверьте язык и модель.",
    },
  },
  find: (clues) => weigh({ strong: [isLowConfidence(clues) && confidence(clues)] }),
};

function confidence({ end, response }: Clues) {
  return end && eventEvidence(end, `mean_confidence: ${String(figure(response, "mean_confidence"))}`);
}
