import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch, probeEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The gateway connects in plaintext to a port that expects TLS. */
export const plainToTls: Rule = {
  cause: "plain-to-tls",
  about: "connection",
  hops: connecting,
  steps: ["http2"],
  isLasting: true,
  words: {
    en: {
      title: "The platform expects TLS",
      why: "The gateway connects without TLS (use_ssl = false), and the server closes the connection at once, as a TLS port does.",
      next: "Set use_ssl = true in config.ini and restart the console. If the port has no TLS, something in between closes the connections.",
    },
    ru: {
      title: "Платформа ждёт TLS",
      why: "Шлюз соединяется без TLS (use_ssl = false), и другая сторона сразу закрывает соединение, как это делает порт с TLS.",
      next: "Поставьте use_ssl = true в config.ini и перезапустите консоль. Если порт действительно без TLS, соединения закрывает промежуточный узел.",
    },
  },
  find: (clues) =>
    weigh(
      {
        decisive: [speaks(clues, /^tls$/)],
        strong: [isClosedPlainly(clues)],
        fair: [
          clues.isAboutConnection &&
            clues.probe?.useSsl !== true &&
            errorTextMatch(clues, /reset reason: connection termination|\{connection_termination\}/),
        ],
      },
      { decisive: [speaks(clues, /^(?!tls$)/)] },
    ),
};

/** An HTTP/1.1 server would respond; a TLS server closes the connection after a broken handshake. */
function isClosedPlainly({ probe, isAboutConnection }: Clues) {
  const isClosed = probe?.http2?.ok === false && /UNKNOWN|ECONNRESET/.test(probe.http2.errorCode ?? "");
  if (!isAboutConnection || !probe || probe.useSsl || probe.tcp?.ok !== true || !isClosed) return undefined;
  return probeEvidence("http2", `use_ssl = false; ${probe.http2?.errorMessage ?? ""}`);
}

/** Evidence from the first bytes of a port to which the gateway connects without TLS. */
function speaks({ probe, isAboutConnection }: Clues, pattern: RegExp) {
  if (!isAboutConnection || probe?.useSsl !== false || probe.speaks === undefined) return undefined;
  return pattern.test(probe.speaks) && probeEvidence("speaks", `the port speaks ${probe.speaks}`);
}
