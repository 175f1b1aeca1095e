import { answerWords } from "../../answer-words.ts";
import { weigh } from "../../evidence.ts";
import type { Rule } from "../../rule.ts";

/** The platform's ingress could not pass the call on to a service. */
export const ingressFailed: Rule = {
  cause: "ingress-failed",
  about: "connection",
  hops: ["platform_ingress"],
  isGeneral: true,
  words: {
    en: {
      title: "The platform's ingress could not pass the call on{: words}",
      why: "The call reached the platform, whose own Envoy answered in place of a service: the service behind it is down, unreachable or too slow.",
      next: "Give the time and the words to the platform's operator; nothing on this side is at fault.",
    },
    ru: {
      title: "Вход платформы не смог передать вызов дальше{: words}",
      why: "Вызов дошёл до платформы, но вместо службы ответил её собственный Envoy: служба за ним не работает, недоступна или не успевает.",
      next: "Передайте время и текст оператору платформы; на этой стороне всё исправно.",
    },
  },
  facts: (clues) => ({ words: answerWords(clues) }),
  find: (clues) => weigh({ decisive: clues.hop === "platform_ingress" ? clues.hopEvidence : [] }),
};
