import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { probeEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** A proxy in between ends TLS with a certificate of its own. */
export const interceptingProxy: Rule = {
  cause: "intercepting-proxy",
  about: "connection",
  hops: connecting,
  steps: ["tls"],
  refines: ["unknown-authority"],
  words: {
    en: {
      title: "A proxy in between opens the encryption",
      why: "The certificate that the gateway got was issued by a security product on the way, not by the platform's authority: it ends the encryption and begins one of its own.",
      next: "Have the network's operator except the platform's address from inspection, or put the authority of the proxy into ca_cert_path of config.ini.",
    },
    ru: {
      title: "Шифрование вскрывает промежуточный прокси",
      why: "Сертификат, который получил шлюз, выдан средством защиты на пути, а не центром платформы: оно завершает шифрование и начинает своё.",
      next: "Попросите администратора сети исключить адрес платформы из проверки или укажите центр прокси в ca_cert_path файла config.ini.",
    },
  },
  find: (clues) => weigh({ decisive: [issuedOnTheWay(clues)] }),
};

/** How products for TLS inspection call the authority that they issue with. */
const inspectors =
  /Zscaler|Forti(?:net|Gate)|Palo Alto|Blue ?Coat|McAfee Web Gateway|Skyhigh|Sophos|Kaspersky|ESET SSL Filter|avast|Netskope|Umbrella|Check Point|Squid|mitmproxy|Charles Proxy|Fiddler|(?:SSL|TLS|HTTPS)[ -](?:Inspection|Interception|Proxy)/i;

function issuedOnTheWay({ probe, isAboutConnection }: Clues) {
  const { certificates = [], ok = true } = probe?.tls ?? {};
  const issuer = certificates.map((one) => one.issuer).find((name) => inspectors.test(name));
  if (!isAboutConnection || ok || issuer === undefined) return undefined;
  return probeEvidence("tls", `issued by ${issuer}`);
}
