import { weigh } from "../../evidence.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform's ingress does not trust the certificate of a service behind it. */
export const ingressCertificate: Rule = {
  cause: "ingress-certificate",
  about: "connection",
  hops: ["platform_ingress"],
  refines: ["ingress-failed", "ingress-unreachable"],
  words: {
    en: {
      title: "A certificate inside the platform is not valid",
      why: "The call reached the platform, and its ingress refused the certificate of the service behind it: it has expired, or is of an authority that the ingress does not know.",
      next: "Give the time and the words to the platform's operator; nothing on this side is at fault.",
    },
    ru: {
      title: "Сертификат внутри платформы недействителен",
      why: "Вызов дошёл до платформы, но её вход не принял сертификат службы за ним: он истёк или выдан центром, которого вход не знает.",
      next: "Передайте время и текст оператору платформы; на этой стороне всё исправно.",
    },
  },
  find: (clues) =>
    clues.hop !== "platform_ingress"
      ? undefined
      : weigh({
          decisive: [errorTextMatch(clues, /CERTIFICATE_VERIFY_FAILED[^;]*/)],
        }),
};
