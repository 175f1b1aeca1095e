import { weigh } from "../../evidence.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform's ingress has no healthy service to pass the call on to. */
export const ingressNoService: Rule = {
  cause: "ingress-no-service",
  about: "connection",
  hops: ["platform_ingress"],
  refines: ["ingress-failed"],
  words: {
    en: {
      title: "No service of the platform is ready for this call",
      why: "The call reached the platform, and its ingress has no healthy instance of the service: all are stopped, starting or failing their checks.",
      next: "Give the time and the words to the platform's operator; nothing on this side is at fault.",
    },
    ru: {
      title: "Ни одна служба платформы не готова к этому вызову",
      why: "Вызов дошёл до платформы, но у её входа нет исправного экземпляра службы: все остановлены, запускаются или не проходят проверку.",
      next: "Передайте время и текст оператору платформы; на этой стороне всё исправно.",
    },
  },
  find: (clues) =>
    clues.hop !== "platform_ingress" ? undefined : weigh({ decisive: [errorTextMatch(clues, /no healthy upstream/)] }),
};
