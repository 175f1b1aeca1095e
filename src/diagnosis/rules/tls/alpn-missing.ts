import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch, probeEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform's TLS does not negotiate ALPN, without which strict gRPC clients refuse HTTP/2. */
export const alpnMissing: Rule = {
  cause: "alpn-missing",
  about: "connection",
  hops: connecting,
  steps: ["http2"],
  isLasting: true,
  words: {
    en: {
      title: "Server-side gRPC ALPN configuration issue",
      why: "The platform's TLS does not answer ALPN, the handshake in which both sides agree on HTTP/2. Envoy copes with that; strict gRPC clients such as grpcio refuse the connection.",
      next: "Ask the platform's operator to switch ALPN h2 on where TLS ends (in nginx: http2 on; in HAProxy: alpn h2). Until then calls through the gateway may work, native clients will not.",
    },
    ru: {
      title: "На сервере не настроен ALPN для gRPC",
      why: "TLS платформы не отвечает на ALPN, а именно так стороны договариваются об HTTP/2. Envoy с этим справляется; строгие клиенты gRPC, например grpcio, отказываются от соединения.",
      next: "Попросите оператора платформы включить ALPN h2 там, где завершается TLS (nginx: http2 on; HAProxy: alpn h2). До этого вызовы через шлюз могут работать, а собственные клиенты gRPC — нет.",
    },
  },
  errorDiagnosis: "Server-side gRPC ALPN configuration issue",
  grpcDetails: "Cannot check peer: missing selected ALPN property",
  find: (clues) =>
    weigh(
      {
        decisive: [
          // gRPC core.
          errorTextMatch(clues, /missing selected ALPN property/),
          clues.events.length === 0 && isUnanswered(clues),
        ],
        strong: [clues.isAboutConnection && clues.failed && clues.probe?.http2?.ok === false && isUnanswered(clues)],
        fair: [clues.isAboutConnection && clues.failed && !clues.probe?.http2 && isUnanswered(clues)],
      },
      {
        strong: [
          clues.failed && clues.probe?.http2?.ok === true && probeEvidence("http2", "HTTP/2 works without ALPN"),
        ],
      },
    ),
};

/** Whether the TLS handshake succeeded and the server selected no protocol. */
function isUnanswered({ probe }: Clues) {
  if (probe?.tls?.version === undefined || probe.tls.alpn !== null) return undefined;
  return probeEvidence("tls.alpn", "ALPN: no answer");
}
