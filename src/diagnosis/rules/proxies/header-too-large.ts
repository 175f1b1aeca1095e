import { weigh } from "../../evidence.ts";
import { errorTextMatch, httpStatus } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The headers of the call are too large for one side. */
export const headerTooLarge: Rule = {
  cause: "header-too-large",
  about: "connection",
  hops: ["front_proxy", "gateway", "platform_proxy", "platform_ingress", "platform", "client"],
  refines: [
    "front-proxy-answered",
    "platform-proxy-answered",
    "gateway-refused",
    "platform-refused",
    "client-disconnected",
    "gateway-error",
  ],
  words: {
    en: {
      title: "The headers are too large",
      why: "The headers of the call, or of its answer, are larger than one side on the way takes. A long token or additional call options can make them so.",
      next: "Shorten the token or the additional call options, or have the limit raised where the answer came from (in nginx: large_client_header_buffers).",
    },
    ru: {
      title: "Заголовки слишком велики",
      why: "Заголовки вызова или ответа больше, чем принимает один из узлов на пути. Такими их может сделать длинный токен или дополнительные параметры вызовов.",
      next: "Сократите токен или дополнительные параметры либо попросите увеличить предел там, откуда пришёл ответ (в nginx: large_client_header_buffers).",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        httpStatus(clues, 431),
        // ngx_http_special_response.c; response code details of Envoy; gRPC core.
        errorTextMatch(
          clues,
          /Request Header Or Cookie Too Large|request_headers_too_large|response_headers_too_large|headers_too_large|metadata size exceeds (?:hard|soft|peer) limit/,
        ),
      ],
    }),
};
