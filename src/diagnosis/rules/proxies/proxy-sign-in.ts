import { weigh } from "../../evidence.ts";
import { errorTextMatch, seenMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** A proxy wants a user name and a password. */
export const proxySignIn: Rule = {
  cause: "proxy-sign-in",
  about: "connection",
  hops: ["front_proxy", "platform_proxy"],
  refines: ["front-proxy-answered", "platform-proxy-answered", "gateway-error", "wrong-address", "token-missing"],
  words: {
    en: {
      title: "A proxy wants a sign-in of its own",
      why: "A proxy answered 401 and asks for a user name and a password (Basic). The token of the platform is not what it wants.",
      next: "Ask whoever runs the proxy to let gRPC calls pass without this sign-in, or use an address that does not go through it.",
    },
    ru: {
      title: "Прокси требует собственного входа",
      why: "Прокси ответил 401 и просит имя и пароль (Basic). Токен платформы ему не подходит.",
      next: "Попросите того, кто отвечает за прокси, пропускать вызовы gRPC без этого входа, или используйте адрес в обход него.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [seenMatch(clues, "www_authenticate", /^\s*(?:Basic|Negotiate|NTLM|Digest)\b/i)],
      // ngx_http_special_response.c; Apache says Unauthorized.
      strong: [errorTextMatch(clues, /401 Authorization Required/)],
    }),
};
