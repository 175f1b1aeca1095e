import { weigh } from "../../evidence.ts";
import { errorTextMatch, httpStatus } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The rate limit of a gateway in front of the platform was exceeded. */
export const gatewayRateLimit: Rule = {
  cause: "gateway-rate-limit",
  about: "account",
  hops: ["front_proxy", "gateway", "platform_proxy", "platform_ingress"],
  refines: ["front-proxy-answered", "gateway-refused", "platform-proxy-answered", "ingress-failed", "gateway-error"],
  words: {
    en: {
      title: "The gateway slows calls down",
      why: "Too many calls came at once, and a gateway before the platform turned this one away. The platform has not seen it.",
      next: "Wait a few seconds and try again, with fewer calls at once. The operator of the gateway can raise the limit.",
    },
    ru: {
      title: "Шлюз ограничивает частоту вызовов",
      why: "Вызовов сразу оказалось слишком много, и шлюз перед платформой этот не пропустил. Платформа его не видела.",
      next: "Подождите несколько секунд и повторите, уменьшив число одновременных вызовов. Предел может поднять оператор шлюза.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        // Envoy's local_ratelimit.
        errorTextMatch(clues, /local_rate_limited|x-local-rate-limit: true/),
        httpStatus(clues, 429),
      ],
      // The reason phrase of 429 (RFC 6585), as proxies write it.
      strong: [!clues.isFromPlatform && clues.failed && errorTextMatch(clues, /\b(?:429 )?Too Many Requests\b/)],
    }),
};
