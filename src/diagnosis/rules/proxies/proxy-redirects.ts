import { weigh } from "../../evidence.ts";
import { httpStatus, seenMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** A proxy answers with a redirect. */
export const proxyRedirects: Rule = {
  cause: "proxy-redirects",
  about: "connection",
  hops: ["front_proxy", "platform_proxy"],
  refines: ["front-proxy-answered", "platform-proxy-answered", "gateway-error", "wrong-address"],
  words: {
    en: {
      title: "A proxy sends calls to another address{: location}",
      why: "A proxy answered with a redirect, usually from http to https. gRPC does not follow redirects.",
      next: "Use the address that it names: https in the endpoint, or use_ssl = true and the TLS port in config.ini.",
    },
    ru: {
      title: "Прокси отправляет вызовы по другому адресу{: location}",
      why: "Прокси ответил перенаправлением, обычно с http на https. gRPC перенаправлениям не следует.",
      next: "Используйте адрес, который он называет: https в адресе консоли либо use_ssl = true и порт TLS в config.ini.",
    },
  },
  facts: ({ seen }) => ({ location: seen.location ?? "" }),
  find: (clues) =>
    weigh({
      decisive: [
        httpStatus(clues, 301, 302, 303, 307, 308),
        seenMatch(clues, "redirected", /true/),
        clues.hop !== "platform" && seenMatch(clues, "location", /./),
      ],
    }),
};
