import { weigh } from "../../evidence.ts";
import { httpStatus } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** A proxy gave up waiting. */
export const proxyTimeout: Rule = {
  cause: "proxy-timeout",
  about: "connection",
  hops: ["front_proxy", "platform_proxy"],
  refines: ["front-proxy-answered", "platform-proxy-answered", "gateway-error", "wrong-address"],
  words: {
    en: {
      title: "A proxy gave up waiting (504)",
      why: "A proxy waited for an answer longer than it allows, and answered 504 itself. The platform may still be at work.",
      next: "Have the operator of the proxy raise its time limit for gRPC (in nginx: grpc_read_timeout, proxy_read_timeout), or use shorter texts and recordings.",
    },
    ru: {
      title: "Прокси не дождался ответа (504)",
      why: "Прокси ждал ответа дольше, чем ему разрешено, и сам ответил 504. Платформа, возможно, ещё работает.",
      next: "Попросите оператора прокси увеличить предел ожидания для gRPC (в nginx: grpc_read_timeout, proxy_read_timeout) или возьмите текст или запись короче.",
    },
  },
  find: (clues) => weigh({ decisive: [httpStatus(clues, 504, 524)] }),
};
