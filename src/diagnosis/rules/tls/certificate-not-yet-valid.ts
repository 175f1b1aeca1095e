import { conclude, probeFailed, errorTextMatch } from "../../clues.ts";
import type { Rule } from "../../rule.ts";

/** The platform's certificate is not valid yet. */
export const certificateNotYetValid: Rule = {
  cause: "certificate-not-yet-valid",
  about: "connection",
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
    conclude({
      certain: [
        errorTextMatch(clues, /certificate[_ ]is[_ ]not[_ ]yet[_ ]valid|CERT_NOT_YET_VALID/i),
        probeFailed(clues, "tls", /CERT_NOT_YET_VALID/),
      ],
    }),
};
