import { answerWords } from "../../answer-words.ts";
import { weigh } from "../../evidence.ts";
import type { Rule } from "../../rule.ts";
import { tokenEvent, tokenProbe } from "../../token-evidence.ts";

/** The gateway refused the call, and the platform has not seen it. */
export const gatewayRefused: Rule = {
  cause: "gateway-refused",
  about: "connection",
  hops: ["gateway"],
  isGeneral: true,
  words: {
    en: {
      title: "The gateway refused the call{: words}",
      why: "The answer is the gateway's own; the platform has not seen the call.",
      next: "Follow what the answer says, or give it to whoever runs the gateway.",
    },
    ru: {
      title: "Шлюз отклонил вызов{: words}",
      why: "Ответ дал сам шлюз; платформа этого вызова не видела.",
      next: "Сделайте то, что сказано в ответе, или передайте его тому, кто отвечает за шлюз.",
    },
  },
  facts: (clues) => ({ words: answerWords(clues) }),
  find: (clues) =>
    clues.hop !== "gateway" || clues.seen.gateway_flags !== undefined
      ? undefined
      : // Where it had no token to add, what the token server said is the reason.
        weigh({ strong: clues.hopEvidence, fair: [tokenProbe(clues, /./), tokenEvent(clues, /./)] }),
};
