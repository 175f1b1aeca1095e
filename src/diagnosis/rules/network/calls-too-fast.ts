import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform reset the stream and asks for calm. */
export const callsTooFast: Rule = {
  cause: "calls-too-fast",
  about: "connection",
  hops: connecting,
  refines: ["client-disconnected", "gateway-no-upstream"],
  words: {
    en: {
      title: "The platform asks for fewer calls (ENHANCE_YOUR_CALM)",
      why: "The platform's server reset the stream with the error of HTTP/2 for peers that ask for too much.",
      next: "Make fewer calls at once. If it persists, ask the platform's operator which limit was met.",
    },
    ru: {
      title: "Платформа просит снизить нагрузку (ENHANCE_YOUR_CALM)",
      why: "Сервер платформы сбросил поток с ошибкой HTTP/2 для тех, кто запрашивает слишком много.",
      next: "Уменьшите число одновременных вызовов. Если ошибка повторяется, узнайте у оператора платформы, какой предел достигнут.",
    },
  },
  find: (clues) =>
    weigh({
      // Error 11 of HTTP/2 as gRPC core, grpc-go and Node write it.
      decisive: [
        errorTextMatch(
          clues,
          /Received RST_STREAM with error code 11\b|GOAWAY received; Error code: 11\b[^;]*|ENHANCE_YOUR_CALM/,
        ),
      ],
    }),
};
