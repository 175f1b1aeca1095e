import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch, probeFailed } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The gateway connects with TLS to a plaintext port. */
export const tlsToPlain: Rule = {
  cause: "tls-to-plain",
  about: "connection",
  hops: connecting,
  steps: ["tls"],
  isLasting: true,
  words: {
    en: {
      title: "The platform does not speak TLS on this port",
      why: "The gateway connects with TLS (use_ssl = true), and what came back is not TLS.",
      next: "Set use_ssl = false in config.ini, or give the platform's TLS port in api_address, and restart the console.",
    },
    ru: {
      title: "На этом порту платформа работает без TLS",
      why: "Шлюз соединяется по TLS (use_ssl = true), а в ответ пришёл не TLS.",
      next: "Поставьте use_ssl = false в config.ini или укажите в api_address порт платформы с TLS и перезапустите консоль.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        // OpenSSL and BoringSSL.
        errorTextMatch(clues, /WRONG_VERSION_NUMBER/),
        probeFailed(clues, "tls", /WRONG_VERSION_NUMBER|EPROTO|PACKET_LENGTH/),
      ],
    }),
};
