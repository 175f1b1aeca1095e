import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch, probeFailed } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The certificate is not for servers. */
export const certificatePurpose: Rule = {
  cause: "certificate-purpose",
  about: "connection",
  hops: connecting,
  steps: ["tls"],
  words: {
    en: {
      title: "The platform's certificate is not for servers",
      why: "The certificate is trusted, but its key usage allows only other uses, for example clients.",
      next: "Ask the platform's operator for a certificate with the extended key usage serverAuth.",
    },
    ru: {
      title: "Сертификат платформы не предназначен для сервера",
      why: "Сертификату можно доверять, но его назначение допускает только другое применение, например для клиентов.",
      next: "Попросите у оператора платформы сертификат с назначением serverAuth (extended key usage).",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        // X509_verify_cert_error_string of OpenSSL and BoringSSL; a reason of BoringSSL; the code is Node's.
        errorTextMatch(clues, /uns(?:upported|uitable)[_ ]certificate[_ ]purpose|KEY_USAGE_BIT_INCORRECT/),
        probeFailed(clues, "tls", /INVALID_PURPOSE|KEY_USAGE_BIT_INCORRECT/),
      ],
    }),
};
