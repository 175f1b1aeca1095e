import { grpcStatus } from "../../../wire/grpc-status.ts";
import { weigh } from "../../evidence.ts";
import { endedWith, errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform does not implement this method. */
export const methodMissing: Rule = {
  cause: "method-missing",
  about: "request",
  hops: ["platform", "service", "client"],
  refines: ["platform-refused"],
  words: {
    en: {
      title: "The platform does not offer this",
      why: "The platform answers, but does not have the method that was called: it is of an older version, or the function is switched off.",
      next: "Use another function, or ask the platform's operator for a version that has it.",
    },
    ru: {
      title: "У платформы нет такой функции",
      why: "Платформа отвечает, но вызванного метода у неё нет: версия старее или функция отключена.",
      next: "Возьмите другую функцию или узнайте у оператора платформы о версии, где она есть.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [clues.isFromPlatform && endedWith(clues, grpcStatus.unimplemented)],
      strong: [
        // gRPC core, grpc-go, grpcio, Connect.
        clues.code === grpcStatus.unimplemented &&
          errorTextMatch(
            clues,
            /(?<![\w./])[\w./]+ is not implemented|unknown (?:method|service)[^;]*|Method not found[^;]*/,
          ),
      ],
    }),
};
