import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch, probeFailed } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** Connecting to the platform timed out. */
export const connectTimeout: Rule = {
  cause: "connect-timeout",
  about: "connection",
  hops: connecting,
  steps: ["http2"],
  words: {
    en: {
      title: "The platform does not answer",
      why: "The connection to the platform was not made in time: a firewall drops it, the address is wrong, or the server hangs.",
      next: "Check api_address and whether a firewall lets the gateway through to the platform. Then ask the platform's operator.",
    },
    ru: {
      title: "Платформа не отвечает",
      why: "Соединение с платформой не установлено вовремя: его отбрасывает межсетевой экран, адрес неверен или сервер завис.",
      next: "Проверьте api_address и пропускает ли межсетевой экран шлюз к платформе, затем обратитесь к оператору платформы.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        // Envoy's router, the errno of Linux in Envoy and gRPC core, Node.
        errorTextMatch(
          clues,
          /reset reason: connection timeout|connection_timeout|Connection[_ ]timed[_ ]out|connect ETIMEDOUT[^;]*/,
        ),
        probeFailed(clues, "tcp", /^ETIMEDOUT/),
        probeFailed(clues, "tls", /^ETIMEDOUT/),
      ],
      strong: [probeFailed(clues, "http2", /^ETIMEDOUT/)],
    }),
};
