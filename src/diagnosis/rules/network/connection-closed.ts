import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch, probeFailed } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform closes connections before it responds. */
export const connectionClosed: Rule = {
  cause: "connection-closed",
  about: "connection",
  hops: connecting,
  steps: ["http2"],
  words: {
    en: {
      title: "The platform closed the connection",
      why: "The connection was made, and the other side ended it without an answer: a proxy or firewall cuts it, or the server there is not the platform.",
      next: "Check the port in api_address and use_ssl in config.ini, then ask the operator of the platform or of the network between.",
    },
    ru: {
      title: "Платформа закрыла соединение",
      why: "Соединение установилось, но другая сторона закрыла его без ответа: его обрывает прокси или межсетевой экран, либо там не платформа.",
      next: "Проверьте порт в api_address и use_ssl в config.ini, затем обратитесь к оператору платформы или сети.",
    },
  },
  find: (clues) =>
    weigh({
      strong: [
        // The errno of Linux as Envoy, gRPC core and Node write it.
        clues.isAboutConnection && errorTextMatch(clues, /Connection[_ ]reset[_ ]by[_ ]peer|read ECONNRESET/),
        probeFailed(clues, "tls", /^(?:UNKNOWN|ECONNRESET)/),
      ],
      fair: [
        clues.isAboutConnection &&
          errorTextMatch(clues, /reset reason: connection termination|\{connection_termination\}/),
      ],
    }),
};
