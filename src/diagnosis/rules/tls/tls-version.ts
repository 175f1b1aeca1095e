import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch, probeFailed } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The two sides have no version of TLS in common. */
export const tlsVersion: Rule = {
  cause: "tls-version",
  about: "connection",
  hops: connecting,
  steps: ["tls"],
  words: {
    en: {
      title: "The platform offers only old versions of TLS",
      why: "The gateway takes TLS 1.2 and newer, and the two sides found no version that both take.",
      next: "Ask the platform's operator to switch TLS 1.2 or 1.3 on where TLS ends.",
    },
    ru: {
      title: "Платформа предлагает только старые версии TLS",
      why: "Шлюз принимает TLS 1.2 и новее, и общей версии у сторон не нашлось.",
      next: "Попросите оператора платформы включить TLS 1.2 или 1.3 там, где завершается TLS.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        // Reasons of BoringSSL and OpenSSL.
        errorTextMatch(clues, /TLSV1_ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|WRONG_SSL_VERSION/),
        probeFailed(clues, "tls", /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|WRONG_SSL_VERSION/),
      ],
    }),
};
