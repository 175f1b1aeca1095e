import { proxyFacts } from "../../answer-words.ts";
import { weigh } from "../../evidence.ts";
import type { Rule } from "../../rule.ts";

/** A proxy before the page's gateway answered in its place. */
export const frontProxyAnswered: Rule = {
  cause: "front-proxy-answered",
  about: "connection",
  hops: ["front_proxy"],
  isGeneral: true,
  words: {
    en: {
      title: "A proxy before the gateway{ (server)} answered{ HTTP status}{: words}",
      why: "The answer is not gRPC and did not come through the console's gateway: a proxy, a load balancer or a filter between this browser and the gateway gave it.",
      next: "Give the status, the words and the time to whoever runs the proxy before this page.",
    },
    ru: {
      title: "Ответил прокси перед шлюзом{ (server)}{: HTTP status}{: words}",
      why: "Это не ответ gRPC, и он пришёл не через шлюз консоли: его дал прокси, балансировщик или фильтр между браузером и шлюзом.",
      next: "Передайте статус, текст и время тому, кто отвечает за прокси перед этой страницей.",
    },
  },
  facts: proxyFacts,
  find: (clues) => weigh({ decisive: clues.hop === "front_proxy" ? clues.hopEvidence : [] }),
};
