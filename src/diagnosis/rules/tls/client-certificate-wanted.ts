import { weigh } from "../../evidence.ts";
import { errorTextMatch, probeFailed } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";
import { asksClientCertificate, handshakeFailure } from "../../tls-evidence.ts";

/** The platform wants a client certificate, and got none. */
export const clientCertificateWanted: Rule = {
  cause: "client-certificate-wanted",
  about: "connection",
  hops: ["gateway", "client", "platform_proxy"],
  steps: ["tls"],
  refines: ["platform-proxy-answered", "gateway-error", "no-common-cipher"],
  words: {
    en: {
      title: "The platform wants a client certificate",
      why: "The platform's TLS asks callers for a certificate of their own, and the gateway has sent none.",
      next: "Ask the platform's operator for a client certificate, and name its files in cert_chain_path and cert_private_key_path of config.ini.",
    },
    ru: {
      title: "Платформа требует клиентский сертификат",
      why: "TLS платформы требует от вызывающих собственного сертификата, а шлюз его не прислал.",
      next: "Получите у оператора платформы клиентский сертификат и укажите его файлы в cert_chain_path и cert_private_key_path файла config.ini.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        // Alert 116 as BoringSSL and OpenSSL name it; ngx_http_special_response.c.
        errorTextMatch(clues, /TLSV1(?:3)?_(?:ALERT_)?CERTIFICATE_REQUIRED|No required SSL certificate was sent/i),
        errorTextMatch(clues, handshakeFailure) && asksClientCertificate(clues),
        probeFailed(clues, "tls", /CERTIFICATE_REQUIRED/),
      ],
      strong: [asksClientCertificate(clues)],
      fair: [errorTextMatch(clues, handshakeFailure)],
    }),
};
