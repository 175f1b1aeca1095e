import { answerWords } from "../../answer-words.ts";
import { weigh } from "../../evidence.ts";
import type { Rule } from "../../rule.ts";

/** The platform itself refused the call. */
export const platformRefused: Rule = {
  cause: "platform-refused",
  about: "request",
  hops: ["platform"],
  isGeneral: true,
  words: {
    en: {
      title: "The platform refused the call{: words}",
      why: "The answer is the platform's own. No rule knows these words.",
      next: "Follow what the answer says, or give it with the IDs below to the platform's operator.",
    },
    ru: {
      title: "Платформа отклонила вызов{: words}",
      why: "Ответ дала сама платформа. Этого текста правила не знают.",
      next: "Сделайте то, что сказано в ответе, или передайте его и ID ниже оператору платформы.",
    },
  },
  facts: (clues) => ({ words: answerWords(clues) }),
  find: (clues) => weigh({ strong: clues.hop === "platform" && clues.failed ? clues.hopEvidence : [] }),
};
