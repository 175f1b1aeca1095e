import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { probeEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform's server leaves out the certificate between its own and the authority's. */
export const intermediateMissing: Rule = {
  cause: "intermediate-missing",
  about: "connection",
  hops: connecting,
  steps: ["tls"],
  refines: ["unknown-authority"],
  words: {
    en: {
      title: "The server leaves out an intermediate certificate",
      why: "The server sends only its own certificate. Its issuer is an intermediate authority, which the server must send as well: browsers may know it from elsewhere, gRPC clients do not.",
      next: "Have the platform's operator put the whole chain (fullchain.pem) into the server's certificate file.",
    },
    ru: {
      title: "Сервер не присылает промежуточный сертификат",
      why: "Сервер присылает только свой сертификат. Его выдал промежуточный центр, сертификат которого сервер тоже должен присылать: браузеры могут знать его и так, клиенты gRPC — нет.",
      next: "Попросите оператора платформы указать в сервере полную цепочку (fullchain.pem).",
    },
  },
  find: (clues) => weigh({ decisive: [issuedBy(clues, publicIssuers)], strong: [issuedBy(clues, intermediateNames)] }),
};

/** Public authorities, whose roots never issue a server's certificate themselves (Baseline Requirements of the CA/B Forum, 6.1.1). */
const publicIssuers =
  /O=(?:Let's Encrypt|DigiCert|Sectigo|GlobalSign|Google Trust Services|Amazon|ZeroSSL|GoDaddy|Entrust|SSL Corp|Buypass|Certum)/;
const intermediateNames = /CN=[^,]*\b(?:[Ii]ntermediate|[Ii]ssuing|[Ss]ub(?:ordinate)? CA)\b/;

/** Evidence that the chain consists of one certificate that another authority issued. */
function issuedBy({ probe, isAboutConnection }: Clues, names: RegExp) {
  const [own, ...further] = probe?.tls?.certificates ?? [];
  const isIncomplete = probe?.tls?.errorCode?.startsWith("UNABLE_TO_") ?? false;
  if (!isAboutConnection || !own || further.length > 0 || own.issuer === own.subject || !isIncomplete) return undefined;
  return names.test(own.issuer) && probeEvidence("tls", `one certificate, issued by ${own.issuer}`);
}
