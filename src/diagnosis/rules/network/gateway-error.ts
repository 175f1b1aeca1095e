import { conclude, endedWith, errorTextMatch, type Clues } from "../../clues.ts";
import { grpcStatus } from "../../../wire/grpc-status.ts";
import type { Rule } from "../../rule.ts";

/** A gateway in front of the platform responded with an error of its own. */
export const gatewayError: Rule = {
  cause: "gateway-error",
  about: "connection",
  words: {
    en: {
      title: "A gateway before the platform reports an error",
      why: "The answer is not the platform's: a proxy or load balancer on the way answered with an HTTP error, for example 502 or 503. The platform may be down behind it.",
      next: "Wait and try again. If it persists, give the time and the words below to the operator of the platform.",
    },
    ru: {
      title: "Ошибку вернул шлюз перед платформой",
      why: "Ответила не платформа: прокси или балансировщик по пути вернул ошибку HTTP, например 502 или 503. Возможно, платформа за ним остановлена.",
      next: "Подождите и повторите. Если ошибка повторяется, передайте оператору платформы время и текст ниже.",
    },
  },
  find: (clues) =>
    conclude({
      likely: [isForeign(clues) && endedWith(clues, grpcStatus.unavailable) && errorTextMatch(clues, html)],
      possible: [isForeign(clues) && endedWith(clues, grpcStatus.unavailable)],
    }),
};

const html = /<(?:!doctype|html|head|body|title|h1)\b[^>]*>|HTTP 50[234]/i;

/** Whether the error comes neither from the platform, nor our own Envoy (which adds a header), nor the client itself. */
function isForeign({ isFromPlatform, isUnanswered, unconnected, errorText }: Clues): boolean {
  const isOfClient = isUnanswered || unconnected !== undefined;
  return (
    !isFromPlatform && !isOfClient && !/x-upstream-failure|upstream connect error|downstream duration/.test(errorText)
  );
}
