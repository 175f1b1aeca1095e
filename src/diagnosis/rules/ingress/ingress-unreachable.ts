import { weigh } from "../../evidence.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform's ingress could not connect to the service. */
export const ingressUnreachable: Rule = {
  cause: "ingress-unreachable",
  about: "connection",
  hops: ["platform_ingress"],
  refines: ["ingress-failed"],
  words: {
    en: {
      title: "The platform's ingress could not reach the service",
      why: "The call reached the platform, and its ingress got no connection to the instance of the service that it chose: the instance is gone, the network inside the platform drops the connection, or TLS between the two fails, by a certificate for example.",
      next: "Give the time and the words to the platform's operator; nothing on this side is at fault.",
    },
    ru: {
      title: "Вход платформы не смог соединиться со службой",
      why: "Вызов дошёл до платформы, но её вход не получил соединения с выбранным экземпляром службы: экземпляр исчез, соединение обрывает сеть внутри платформы, или между ними не работает TLS, например из-за сертификата.",
      next: "Передайте время и текст оператору платформы; на этой стороне всё исправно.",
    },
  },
  find: (clues) =>
    clues.hop !== "platform_ingress"
      ? undefined
      : weigh({
          // resetReasonToString in source/common/http/utility.cc of Envoy.
          decisive: [
            errorTextMatch(
              clues,
              /reset reason: (?:(?:remote|local) connection failure|connection timeout|connection termination)[^;]*/,
            ),
          ],
        }),
};
