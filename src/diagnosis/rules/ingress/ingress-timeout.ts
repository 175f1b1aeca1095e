import { weigh } from "../../evidence.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform's ingress gave up waiting for the service. */
export const ingressTimeout: Rule = {
  cause: "ingress-timeout",
  about: "connection",
  hops: ["platform_ingress"],
  refines: ["ingress-failed"],
  words: {
    en: {
      title: "The platform's ingress gave up waiting for the service",
      why: "The call reached the platform, and its ingress ended it before its time was over: the limit of the route is shorter than the call's own.",
      next: "Ask the platform's operator to raise the time limit of the route, or use a shorter text or recording.",
    },
    ru: {
      title: "Вход платформы не дождался службы",
      why: "Вызов дошёл до платформы, но её вход завершил его раньше срока: предел маршрута короче, чем у самого вызова.",
      next: "Попросите оператора платформы увеличить предел времени маршрута или возьмите текст или запись короче.",
    },
  },
  find: (clues) =>
    clues.hop !== "platform_ingress"
      ? undefined
      : weigh({
          decisive: [
            errorTextMatch(clues, /upstream request timeout|upstream max stream duration reached|stream timeout/),
          ],
        }),
};
