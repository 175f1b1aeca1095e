import { weigh } from "../../evidence.ts";
import { refusingToken } from "../../hop.ts";
import type { Rule } from "../../rule.ts";
import { tokenEvent, tokenProbe } from "../../token-evidence.ts";

/** The token server answers with a redirect. */
export const tokenRedirect: Rule = {
  cause: "token-redirect",
  about: "account",
  hops: refusingToken,
  refines: ["token-missing"],
  steps: ["token"],
  words: {
    en: {
      title: "The token server sends requests to another address",
      why: "The token server answered with a redirect, usually from http to https. The gateway does not follow it: it would give the secret to another address.",
      next: "Write the address that it names, usually with https, into sso_url of config.ini.",
    },
    ru: {
      title: "Сервер токенов отправляет по другому адресу",
      why: "Сервер токенов ответил перенаправлением, обычно с http на https. Шлюз ему не следует, чтобы не отдать секрет другому адресу.",
      next: "Укажите в sso_url файла config.ini тот адрес, который он называет, обычно с https.",
    },
  },
  find: (clues) =>
    weigh({ decisive: [tokenProbe(clues, /^HTTP_30[12378]/), tokenEvent(clues, /"http_status":30[12378]/)] }),
};
