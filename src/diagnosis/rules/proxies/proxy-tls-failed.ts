import { proxyFacts } from "../../answer-words.ts";
import { weigh } from "../../evidence.ts";
import { httpStatus } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** A proxy could not make a TLS connection to the platform. */
export const proxyTlsFailed: Rule = {
  cause: "proxy-tls-failed",
  about: "connection",
  hops: ["front_proxy", "platform_proxy"],
  refines: ["front-proxy-answered", "platform-proxy-answered", "gateway-error", "wrong-address"],
  words: {
    en: {
      title: "A proxy could not connect to the platform by TLS ({status})",
      why: "The proxy reached the platform's side, and the handshake of TLS between the two failed (Cloudflare's 525 or 526).",
      next: "Ask the platform's operator to check the certificate and the TLS of the server behind the proxy.",
    },
    ru: {
      title: "Прокси не смог соединиться с платформой по TLS ({status})",
      why: "Прокси дошёл до платформы, но рукопожатие TLS между ними не удалось (525 или 526 у Cloudflare).",
      next: "Попросите оператора платформы проверить сертификат и TLS сервера за прокси.",
    },
  },
  facts: proxyFacts,
  find: (clues) => weigh({ decisive: [httpStatus(clues, 525, 526)] }),
};
