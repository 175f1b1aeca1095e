import { weigh } from "../../evidence.ts";
import { refusingToken } from "../../hop.ts";
import type { Rule } from "../../rule.ts";
import { tokenEvent, tokenProbe } from "../../token-evidence.ts";

/** The token server's address answers, but not with a token. */
export const tokenAnswerForeign: Rule = {
  cause: "token-answer-foreign",
  about: "account",
  hops: refusingToken,
  refines: ["token-missing"],
  steps: ["token"],
  words: {
    en: {
      title: "The token server answers with something else",
      why: "The address of sso_url answered 200 without a token: a web page, an empty body or another service stands there.",
      next: "Check sso_url and realm in config.ini. Open the address in a browser to see who answers.",
    },
    ru: {
      title: "Сервер токенов отвечает чем-то другим",
      why: "Адрес из sso_url ответил 200, но токена в ответе нет: там веб-страница, пустой ответ или другая служба.",
      next: "Проверьте sso_url и realm в config.ini. Откройте адрес в браузере, чтобы увидеть, кто отвечает.",
    },
  },
  find: (clues) => weigh({ decisive: [tokenProbe(clues, /^HTTP_200/), tokenEvent(clues, /no-token/)] }),
};
