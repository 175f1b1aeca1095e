import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch, probeEvidence, probeFailed } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The server at the platform's address supports HTTP/1.1 only, and gRPC needs HTTP/2. */
export const http1Only: Rule = {
  cause: "http1-only",
  about: "connection",
  hops: connecting,
  steps: ["http2"],
  isLasting: true,
  words: {
    en: {
      title: "The platform's address does not speak HTTP/2",
      why: "Native gRPC needs HTTP/2. What answers there, often a proxy or load balancer before the platform, offers only HTTP/1.1 or another protocol.",
      next: "Have HTTP/2 switched on at the proxy before the platform, or call the platform's gRPC port directly.",
    },
    ru: {
      title: "По адресу платформы не работает HTTP/2",
      why: "Для gRPC нужен HTTP/2. Тот, кто отвечает по этому адресу (часто прокси или балансировщик перед платформой), предлагает только HTTP/1.1 или другой протокол.",
      next: "Попросите включить HTTP/2 на прокси перед платформой или подключайтесь прямо к её порту gRPC.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        // The alert of OpenSSL and BoringSSL, and what gRPC core says when HTTP/1.1 answers.
        errorTextMatch(clues, /ALERT_NO_APPLICATION_PROTOCOL|Trying to connect an http1\.x server/),
        clues.isAboutConnection && clues.probe?.tls?.alpn === "http/1.1" && probeEvidence("tls.alpn", "ALPN: http/1.1"),
        probeFailed(clues, "http2", /HTTP2_ERROR|HPE_|NO_APPLICATION_PROTOCOL/),
      ],
      fair: [
        clues.isAboutConnection &&
          errorTextMatch(
            clues,
            /upstream_reset_before_response_started\{protocol_error\}|reset reason: protocol error/,
          ),
      ],
    }),
};
