import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch, probeFailed } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The certificate was issued by a CA that the gateway does not trust. */
export const unknownAuthority: Rule = {
  cause: "unknown-authority",
  about: "connection",
  hops: connecting,
  steps: ["tls"],
  words: {
    en: {
      title: "The platform's certificate is of an unknown authority",
      why: "The certificate was signed by an authority that the gateway does not know, often an internal one, or the server leaves out an intermediate certificate.",
      next: "Put the PEM file of the authority into ca_cert_path of config.ini; the platform's operator gives it to you. Then restart the console.",
    },
    ru: {
      title: "Сертификат платформы выдан неизвестным центром",
      why: "Сертификат подписан центром, которого шлюз не знает, часто внутренним, либо сервер не присылает промежуточный сертификат.",
      next: "Укажите в ca_cert_path файла config.ini путь к PEM-файлу центра; его даст оператор платформы. Затем перезапустите консоль.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        // X509_verify_cert_error_string of OpenSSL and BoringSSL; the codes are Node's.
        errorTextMatch(
          clues,
          /unable[_ ]to[_ ]get[_ ](?:local[_ ])?issuer[_ ]certificate|self[_ -]signed[_ ]certificate|unable[_ ]to[_ ]verify[_ ]the[_ ]first[_ ]certificate/i,
        ),
        errorTextMatch(clues, /UNABLE_TO_VERIFY_LEAF_SIGNATURE|(?:DEPTH_ZERO_)?SELF_SIGNED_CERT(?:_IN_CHAIN)?/),
        probeFailed(clues, "tls", /UNABLE_TO_VERIFY_LEAF|UNABLE_TO_GET_ISSUER|SELF_SIGNED/),
      ],
    }),
};
