import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch, probeEvidence, probeFailed } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";
import { asksClientCertificate, handshakeFailure } from "../../tls-evidence.ts";

/** The two sides have no cipher in common. */
export const noCommonCipher: Rule = {
  cause: "no-common-cipher",
  about: "connection",
  hops: connecting,
  steps: ["tls"],
  words: {
    en: {
      title: "The two sides have no cipher in common",
      why: "The platform refused the handshake of TLS: it takes none of the ciphers that the gateway offers.",
      next: "Ask the platform's operator which ciphers its TLS takes; modern ones (ECDHE with AES-GCM or ChaCha20) must be among them.",
    },
    ru: {
      title: "У сторон нет общего шифра",
      why: "Платформа прервала рукопожатие TLS: ни один из шифров, которые предлагает шлюз, она не принимает.",
      next: "Узнайте у оператора платформы, какие шифры принимает её TLS: среди них должны быть современные (ECDHE с AES-GCM или ChaCha20).",
    },
  },
  find: (clues) =>
    weigh(
      {
        decisive: [
          errorTextMatch(clues, /NO_SHARED_CIPHER|NO_CIPHERS_AVAILABLE|INSUFFICIENT_SECURITY/),
          wantsOtherCiphers(clues),
        ],
        // The alert says only that the handshake failed; a missing client certificate has it as well.
        fair: [errorTextMatch(clues, handshakeFailure), probeFailed(clues, "tls", handshakeFailure)],
      },
      { decisive: [asksClientCertificate(clues)] },
    ),
};

/** Evidence that the platform refuses what the gateway offers, and with old ciphers answers a version that the gateway speaks. */
function wantsOtherCiphers(clues: Clues) {
  const version = clues.probe?.tls?.versions?.find((one) => one === "TLSv1.3" || one === "TLSv1.2");
  if (version === undefined || !probeFailed(clues, "tls", handshakeFailure)) return undefined;
  return probeEvidence("tls.versions", `${version} with other ciphers only`);
}
