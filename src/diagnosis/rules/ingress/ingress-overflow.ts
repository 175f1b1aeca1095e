import { weigh } from "../../evidence.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform's ingress lets no more calls through to the service. */
export const ingressOverflow: Rule = {
  cause: "ingress-overflow",
  about: "connection",
  hops: ["platform_ingress"],
  refines: ["ingress-failed"],
  words: {
    en: {
      title: "The platform's ingress is full",
      why: "The call reached the platform, and its ingress holds it back: as many calls wait for the service as it allows (a circuit breaker).",
      next: "Wait and try again, with fewer calls at once. If it persists, tell the platform's operator.",
    },
    ru: {
      title: "Вход платформы переполнен",
      why: "Вызов дошёл до платформы, но её вход его не пропустил: службы ждёт столько вызовов, сколько разрешено (circuit breaker).",
      next: "Подождите и повторите, уменьшив число одновременных вызовов. Если ошибка повторяется, сообщите оператору платформы.",
    },
  },
  find: (clues) =>
    clues.hop !== "platform_ingress"
      ? undefined
      : weigh({ decisive: [errorTextMatch(clues, /reset reason: overflow/)] }),
};
