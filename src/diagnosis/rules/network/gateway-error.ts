import { grpcStatus } from "../../../wire/grpc-status.ts";
import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { endedWith, httpStatus } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";
import { isJson } from "../../seen.ts";

/** A gateway in front of the platform responded with an error of its own. */
export const gatewayError: Rule = {
  cause: "gateway-error",
  about: "connection",
  hops: ["front_proxy", "platform_proxy"],
  refines: ["front-proxy-answered", "platform-proxy-answered"],
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
    weigh({
      strong: [
        // What the archive says is JSON.
        !(clues.end?.service === "AudioArchive" && isJson(clues)) && httpStatus(clues, 500, 502, 503, 504),
        clues.hop === "platform_proxy" && endedWith(clues, grpcStatus.unavailable),
      ],
      fair: [isWordless(clues) && endedWith(clues, grpcStatus.unavailable)],
    }),
};

/** Whether nobody said anything: a gRPC server gives words, a proxy's empty answer has none. */
function isWordless({ end, isFromPlatform, isUnanswered }: Clues): boolean {
  return !isFromPlatform && !isUnanswered && end?.error?.error_message === "";
}
