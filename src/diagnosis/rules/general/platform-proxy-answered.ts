import { proxyFacts } from "../../answer-words.ts";
import { weigh } from "../../evidence.ts";
import type { Rule } from "../../rule.ts";

/** A proxy between the gateway and the platform answered in its place. */
export const platformProxyAnswered: Rule = {
  cause: "platform-proxy-answered",
  about: "connection",
  hops: ["platform_proxy"],
  isGeneral: true,
  words: {
    en: {
      title: "A proxy before the platform{ (server)} answered{ HTTP status}{: words}",
      why: "The gateway passed the call on, and what came back is not gRPC: a proxy or load balancer before the platform gave the answer.",
      next: "Give the status, the words and the time to the platform's operator.",
    },
    ru: {
      title: "Ответил прокси перед платформой{ (server)}{: HTTP status}{: words}",
      why: "Шлюз передал вызов дальше, но вернулся не ответ gRPC: его дал прокси или балансировщик перед платформой.",
      next: "Передайте статус, текст и время оператору платформы.",
    },
  },
  facts: proxyFacts,
  find: (clues) => weigh({ decisive: clues.hop === "platform_proxy" ? clues.hopEvidence : [] }),
};
