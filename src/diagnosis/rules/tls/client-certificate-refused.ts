import { weigh } from "../../evidence.ts";
import { errorTextMatch, probeFailed } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";
import { refusesClientCertificate } from "../../tls-evidence.ts";

/** The platform refuses the gateway's client certificate. */
export const clientCertificateRefused: Rule = {
  cause: "client-certificate-refused",
  about: "connection",
  hops: ["gateway", "client", "platform_proxy"],
  steps: ["tls"],
  refines: ["platform-proxy-answered", "gateway-error", "connection-closed"],
  words: {
    en: {
      title: "The platform refuses the client certificate",
      why: "The platform's TLS did not accept the certificate that the gateway sent. Why, it does not tell callers: it may have expired, be of another authority or be revoked.",
      next: "Check the dates and the issuer of the certificate in cert_chain_path, then ask the platform's operator: its log has the reason.",
    },
    ru: {
      title: "Платформа не приняла клиентский сертификат",
      why: "TLS платформы не принял сертификат, присланный шлюзом. Причину вызывающим он не сообщает: сертификат мог истечь, быть отозван или выдан другим центром.",
      next: "Проверьте срок и издателя сертификата из cert_chain_path, затем обратитесь к оператору платформы: причина есть в его журнале.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        // Alerts 42, 43, 44 and 46; ngx_http_special_response.c.
        errorTextMatch(
          clues,
          /SSLV3_ALERT_(?:BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_REVOKED|CERTIFICATE_UNKNOWN)|The SSL certificate error/,
        ),
        probeFailed(
          clues,
          "tls",
          /ALERT_(?:BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_REVOKED|CERTIFICATE_UNKNOWN)/,
        ),
      ],
      // Some servers, Node's and Java's among them, close without an alert.
      strong: [refusesClientCertificate(clues)],
    }),
};
