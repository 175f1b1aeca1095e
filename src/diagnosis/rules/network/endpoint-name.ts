import { weigh } from "../../evidence.ts";
import { browserEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The name of the endpoint does not resolve. */
export const endpointName: Rule = {
  cause: "endpoint-name",
  about: "connection",
  hops: ["browser"],
  refines: ["no-answer", "gateway-unreachable"],
  check: { kind: "plain-get" },
  words: {
    en: {
      title: "The name of the endpoint is not known",
      why: "The host name of the endpoint in Settings has no address: it is mistyped, or the name server does not know it.",
      next: "Correct the endpoint in Settings.",
    },
    ru: {
      title: "Имя сервера не находится в DNS",
      why: "У имени узла из адреса в настройках нет IP-адреса: оно написано с ошибкой или сервер имён его не знает.",
      next: "Исправьте адрес в настройках.",
    },
  },
  find: (clues) =>
    weigh({
      // The companion looked, whose name server may be another than the browser's.
      strong: [
        clues.isUnanswered && clues.reachability?.resolves === false && browserEvidence("resolves", "no address"),
      ],
    }),
};
