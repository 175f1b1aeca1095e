import { weigh } from "../../evidence.ts";
import { errorTextMatch, probeFailed } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform does not trust the authority of the gateway's client certificate. */
export const clientCertificateForeign: Rule = {
  cause: "client-certificate-foreign",
  about: "connection",
  hops: ["gateway", "client", "platform_proxy"],
  steps: ["tls"],
  words: {
    en: {
      title: "The platform does not trust the client certificate",
      why: "The platform refused the certificate that the gateway sent: an authority that it does not know has issued it.",
      next: "Ask the platform's operator which authority its clients need, and put a certificate of that one into cert_chain_path of config.ini, with its intermediates.",
    },
    ru: {
      title: "Платформа не доверяет клиентскому сертификату",
      why: "Платформа не приняла сертификат, присланный шлюзом: его выдал центр, которого она не знает.",
      next: "Узнайте у оператора платформы, чей сертификат нужен клиентам, и укажите такой в cert_chain_path файла config.ini вместе с промежуточными.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        // Alert 48.
        errorTextMatch(clues, /TLSV1_ALERT_UNKNOWN_CA/),
        probeFailed(clues, "tls", /ALERT_UNKNOWN_CA/),
      ],
    }),
};
