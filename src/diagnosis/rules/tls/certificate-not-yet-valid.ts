import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch, probeFailed } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform's certificate is not valid yet. */
export const certificateNotYetValid: Rule = {
  cause: "certificate-not-yet-valid",
  about: "connection",
  hops: connecting,
  steps: ["tls"],
  words: {
    en: {
      title: "The platform's certificate is not valid yet",
      why: "The certificate's first day lies in the future, as the gateway's clock sees it.",
      next: "Check the clock of the gateway's machine first. If it is right, ask the platform's operator for a certificate that is valid now.",
    },
    ru: {
      title: "Сертификат платформы ещё не действует",
      why: "По часам шлюза первый день сертификата ещё не наступил.",
      next: "Сначала проверьте часы машины, где работает шлюз. Если они верны, попросите у оператора платформы действующий сертификат.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        // X509_verify_cert_error_string of OpenSSL and BoringSSL; the code is Node's.
        errorTextMatch(clues, /certificate[_ ]is[_ ]not[_ ]yet[_ ]valid/i),
        errorTextMatch(clues, /CERT_NOT_YET_VALID/),
        probeFailed(clues, "tls", /CERT_NOT_YET_VALID/),
      ],
    }),
};
