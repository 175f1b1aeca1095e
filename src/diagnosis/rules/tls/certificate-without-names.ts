import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch, probeFailed } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The certificate has a common name only, and no alternative names. */
export const certificateWithoutNames: Rule = {
  cause: "certificate-without-names",
  about: "connection",
  hops: connecting,
  steps: ["tls"],
  refines: ["wrong-host-name"],
  words: {
    en: {
      title: "The certificate names no host",
      why: "The certificate has no subject alternative names. Its common name does not count: gRPC clients, Envoy and browsers have ignored it for years.",
      next: "Ask the platform's operator for a certificate with the host name of api_address as a subject alternative name.",
    },
    ru: {
      title: "В сертификате нет имён узла",
      why: "В сертификате нет дополнительных имён (subject alternative names). Общее имя (CN) не считается: клиенты gRPC, Envoy и браузеры давно его не читают.",
      next: "Попросите у оператора платформы сертификат, где имя из api_address указано в subject alternative names.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        // Envoy's certificate validator; crypto/x509 of Go.
        errorTextMatch(clues, /certificate_SANs_are_\[\]|certificate relies on legacy Common Name field/),
        nameless(clues),
      ],
    }),
};

function nameless(clues: Clues) {
  const own = clues.probe?.tls?.certificates[0];
  return own?.names.length === 0 && probeFailed(clues, "tls", /ALTNAME_INVALID/);
}
