import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform ended the connection because of too many pings. */
export const tooManyPings: Rule = {
  cause: "too-many-pings",
  about: "connection",
  hops: connecting,
  refines: ["client-disconnected", "gateway-no-upstream", "calls-too-fast"],
  words: {
    en: {
      title: "The client pings the platform too often",
      why: "The platform ended the connection: keepalive pings come more often than it allows.",
      next: "Ping less than once in five minutes (grpc.keepalive_time_ms), or ask the platform's operator to allow more.",
    },
    ru: {
      title: "Клиент слишком часто проверяет соединение",
      why: "Платформа закрыла соединение: пакеты keepalive приходят чаще, чем она разрешает.",
      next: "Проверяйте соединение реже раза в пять минут (grpc.keepalive_time_ms) или попросите оператора платформы разрешить чаще.",
    },
  },
  find: (clues) =>
    // chttp2 of gRPC core; grpc-go.
    weigh({ decisive: [errorTextMatch(clues, /too_many_pings|Too many pings/)] }),
};
