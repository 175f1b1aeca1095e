import { weigh } from "../../evidence.ts";
import { refusingToken } from "../../hop.ts";
import type { Rule } from "../../rule.ts";
import { tokenEvent, tokenProbe } from "../../token-evidence.ts";

/** The token server does not respond, or not with a token. */
export const tokenServerUnreachable: Rule = {
  cause: "token-server-unreachable",
  about: "account",
  hops: refusingToken,
  refines: ["token-missing"],
  steps: ["token"],
  words: {
    en: {
      title: "The token server cannot be reached",
      why: "No answer came from the token server of sso_url, so there is no token for the call.",
      next: "Check sso_url in config.ini and that the gateway's machine reaches it. If its certificate is the problem, ca_cert_path applies to it, too.",
    },
    ru: {
      title: "Сервер токенов недоступен",
      why: "Сервер токенов из sso_url не ответил, и токена для вызова нет.",
      next: "Проверьте sso_url в config.ini и доступ к нему с машины шлюза. Если дело в сертификате, ca_cert_path действует и для него.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        tokenProbe(clues, /^E[A-Z]+|TIMEDOUT|CERT|SELF_SIGNED|UNABLE_TO|HTTP_5\d\d/),
        tokenEvent(clues, /cannot be reached|Failed to fetch|timed out|"http_status":50[0-4]|ECONN|ETIMEDOUT/),
      ],
    }),
};
