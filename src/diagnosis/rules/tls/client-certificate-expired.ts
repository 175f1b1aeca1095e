import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { errorTextMatch, probeEvidence, probeFailed } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";
import { refusesClientCertificate } from "../../tls-evidence.ts";

/** The platform refuses the gateway's client certificate as expired. */
export const clientCertificateExpired: Rule = {
  cause: "client-certificate-expired",
  about: "connection",
  hops: ["gateway", "client", "platform_proxy"],
  steps: ["tls"],
  refines: ["client-certificate-refused", "connection-closed"],
  words: {
    en: {
      title: "The client certificate has expired",
      why: "The platform refused the certificate that the gateway sent, because it is past its last day.",
      next: "Ask the platform's operator for a new client certificate, and put it into cert_chain_path of config.ini.",
    },
    ru: {
      title: "Клиентский сертификат просрочен",
      why: "Платформа не приняла сертификат, присланный шлюзом: его срок истёк.",
      next: "Получите у оператора платформы новый клиентский сертификат и укажите его в cert_chain_path файла config.ini.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        // Alert 45.
        errorTextMatch(clues, /SSLV3_ALERT_CERTIFICATE_EXPIRED/),
        probeFailed(clues, "tls", /ALERT_CERTIFICATE_EXPIRED/),
      ],
      strong: [refusesClientCertificate(clues) && isOver(clues)],
    }),
};

/** Evidence from the dates of the gateway's own certificate. */
function isOver({ probe }: Clues) {
  const end = probe?.tls?.ownCertificate?.validTo;
  if (!probe || end === undefined || Date.parse(end) > Date.parse(probe.at)) return undefined;
  return probeEvidence("tls.ownCertificate", `the gateway's certificate ended on ${end}`);
}
