import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch, probeFailed } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The certificate is not valid for the host name. */
export const wrongHostName: Rule = {
  cause: "wrong-host-name",
  about: "connection",
  hops: connecting,
  steps: ["tls"],
  words: {
    en: {
      title: "The certificate belongs to another host",
      why: "The certificate is trusted, but does not list the host name of api_address.",
      next: "Write the host name of the certificate into api_address and restart the console, or ask the platform's operator for a certificate with the name that you call.",
    },
    ru: {
      title: "Сертификат выписан на другое имя",
      why: "Сертификату можно доверять, но имени из api_address в нём нет.",
      next: "Укажите в api_address имя из сертификата и перезапустите консоль или попросите оператора платформы выпустить сертификат на нужное имя.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        // Envoy's certificate validator; the code is Node's.
        errorTextMatch(clues, /SAN_matcher[^;|]*?\]|ERR_TLS_CERT_ALTNAME_INVALID|SAN_matcher/),
        probeFailed(clues, "tls", /ALTNAME_INVALID/),
      ],
    }),
};
