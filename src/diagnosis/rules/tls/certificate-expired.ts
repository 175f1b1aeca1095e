import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch, probeFailed } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform's certificate has expired. */
export const certificateExpired: Rule = {
  cause: "certificate-expired",
  about: "connection",
  hops: connecting,
  steps: ["tls"],
  words: {
    en: {
      title: "The platform's certificate has expired",
      why: "The gateway does not trust the platform, because its certificate, or one above it in the chain, is past its last day.",
      next: "Ask the platform's operator to renew the certificate. Check the clock of the gateway's machine, too.",
    },
    ru: {
      title: "Сертификат платформы просрочен",
      why: "Шлюз не доверяет платформе: срок её сертификата или одного из вышестоящих истёк.",
      next: "Попросите оператора платформы обновить сертификат. Проверьте и часы машины, где работает шлюз.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        // X509_verify_cert_error_string of OpenSSL and BoringSSL; the code is Node's.
        errorTextMatch(clues, /certificate[_ ]has[_ ]expired/i),
        errorTextMatch(clues, /CERT_HAS_EXPIRED/),
        probeFailed(clues, "tls", /CERT_HAS_EXPIRED/),
      ],
    }),
};
