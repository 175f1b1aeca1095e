import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch, probeFailed } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform's port refuses connections. */
export const connectionRefused: Rule = {
  cause: "connection-refused",
  about: "connection",
  hops: connecting,
  steps: ["tcp"],
  words: {
    en: {
      title: "The platform refused the connection",
      why: "The gateway reached the platform's machine, but nothing listens on the port: the service is stopped, or the port in api_address is wrong.",
      next: "Check the port in api_address, then ask the platform's operator whether the service is running.",
    },
    ru: {
      title: "Платформа не приняла соединение",
      why: "Машина платформы доступна, но порт никто не слушает: служба остановлена или порт в api_address неверен.",
      next: "Проверьте порт в api_address, затем узнайте у оператора платформы, запущена ли служба.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        // The errno of Linux as Envoy, gRPC core and Node write it.
        errorTextMatch(clues, /Connection[_ ]refused|connect ECONNREFUSED[^;]*/),
        probeFailed(clues, "tcp", /^ECONNREFUSED/),
      ],
    }),
};
