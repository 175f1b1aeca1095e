import { weigh } from "../../evidence.ts";
import { refusingToken } from "../../hop.ts";
import type { Rule } from "../../rule.ts";
import { tokenEvent, tokenProbe } from "../../token-evidence.ts";

/** The token server refuses further requests for now. */
export const tokenRateLimited: Rule = {
  cause: "token-rate-limited",
  about: "account",
  hops: refusingToken,
  refines: ["token-missing"],
  steps: ["token"],
  words: {
    en: {
      title: "The token server refuses more requests for now",
      why: "The token server answered 429: it got more requests for tokens than it allows.",
      next: "Wait a few minutes. If it persists, ask the operator of the token server which clients request so many.",
    },
    ru: {
      title: "Сервер токенов пока не принимает запросы",
      why: "Сервер токенов ответил 429: запросов токенов больше, чем он разрешает.",
      next: "Подождите несколько минут. Если ошибка повторяется, узнайте у оператора сервера токенов, какие клиенты так часто к нему обращаются.",
    },
  },
  find: (clues) => weigh({ decisive: [tokenProbe(clues, /^HTTP_429/), tokenEvent(clues, /"http_status":429/)] }),
};
