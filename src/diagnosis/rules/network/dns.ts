import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch, probeFailed, seenMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform's host name cannot be resolved. */
export const dns: Rule = {
  cause: "dns",
  about: "connection",
  hops: connecting,
  steps: ["dns"],
  words: {
    en: {
      title: "The name of the platform is not known",
      why: "The gateway cannot resolve the platform's host name: the name is mistyped, or the name server does not know it.",
      next: "Check api_address in config.ini, and restart the console after a change. If the name is right, ask the network's operator why it is not resolved where the gateway runs.",
    },
    ru: {
      title: "Имя платформы не находится в DNS",
      why: "Шлюз не может получить адрес по имени платформы: имя написано с ошибкой или сервер имён его не знает.",
      next: "Проверьте api_address в config.ini; после правки перезапустите консоль. Если имя верно, узнайте у администратора сети, почему оно не находится там, где работает шлюз.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        probeFailed(clues, "dns", /./),
        // gRPC core and grpc-go.
        clues.isAboutConnection && errorTextMatch(clues, /DNS resolution failed[^;]*|lookup [^;]* no such host/),
      ],
      // The gateway's Envoy knows one host by name and checks no health: without a healthy one the name gave no address.
      strong: [clues.hop === "gateway" && seenMatch(clues, "gateway_flags", /^(?:URX,)?UH$/)],
      fair: [clues.isAboutConnection && errorTextMatch(clues, /getaddrinfo (?:ENOTFOUND|EAI_AGAIN)[^;]*/)],
    }),
};
