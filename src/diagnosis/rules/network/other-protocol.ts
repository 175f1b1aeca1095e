import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch, probeEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** Another protocol is spoken on the platform's port. */
export const otherProtocol: Rule = {
  cause: "other-protocol",
  about: "connection",
  hops: connecting,
  steps: ["http2"],
  isLasting: true,
  refines: ["http1-only", "tls-to-plain", "plain-to-tls", "connection-closed"],
  words: {
    en: {
      title: "Another service listens on the platform's port{: protocol}",
      why: "What answers on the port of api_address greets in a protocol of its own, for example SSH or mail. It is not the platform.",
      next: "Correct the port in api_address and restart the console.",
    },
    ru: {
      title: "На порту платформы работает другая служба{: protocol}",
      why: "Тот, кто отвечает на порту из api_address, говорит на своём протоколе, например SSH или почты. Это не платформа.",
      next: "Исправьте порт в api_address и перезапустите консоль.",
    },
  },
  facts: ({ probe }) => ({ protocol: probe?.speaks ?? "" }),
  find: (clues) => weigh({ decisive: [spoken(clues), errorTextMatch(clues, /\bSSH-2\.0-[\w.-]+/)] }),
};

/** Evidence from the first bytes of the port, where they are of neither TLS nor HTTP. */
function spoken({ probe, isAboutConnection }: Clues) {
  const protocol = probe?.speaks;
  if (!isAboutConnection || protocol === undefined || /^(?:tls|h2|http\/|nothing)/.test(protocol)) return undefined;
  return probeEvidence("speaks", `the port speaks ${protocol}`);
}
