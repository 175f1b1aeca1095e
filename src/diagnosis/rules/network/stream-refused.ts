import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform did not take a further stream. */
export const streamRefused: Rule = {
  cause: "stream-refused",
  about: "connection",
  hops: connecting,
  refines: ["client-disconnected", "gateway-no-upstream"],
  words: {
    en: {
      title: "The platform took no further stream (REFUSED_STREAM)",
      why: "The platform's server turned the stream away before it did anything for it: it is full, or about to stop.",
      next: "Repeat the call: it has had no effect. If it persists, make fewer calls at once.",
    },
    ru: {
      title: "Платформа не приняла ещё один поток (REFUSED_STREAM)",
      why: "Сервер платформы отклонил поток до начала работы: он заполнен или останавливается.",
      next: "Повторите вызов: он ничего не изменил. Если ошибка повторяется, уменьшите число одновременных вызовов.",
    },
  },
  find: (clues) =>
    weigh({
      // resetReasonToString of Envoy; error 7 of HTTP/2 as gRPC core and Node write it.
      decisive: [
        errorTextMatch(
          clues,
          /remote[ _]refused[ _]stream[ _]reset|Received RST_STREAM with error code 7\b|REFUSED_STREAM/,
        ),
      ],
    }),
};
