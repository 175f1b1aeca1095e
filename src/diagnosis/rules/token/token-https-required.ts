import { weigh } from "../../evidence.ts";
import { refusingToken } from "../../hop.ts";
import type { Rule } from "../../rule.ts";
import { tokenEvent, tokenProbe } from "../../token-evidence.ts";

/** The token server takes requests over https only. */
export const tokenHttpsRequired: Rule = {
  cause: "token-https-required",
  about: "account",
  hops: refusingToken,
  refines: ["token-missing"],
  steps: ["token"],
  words: {
    en: {
      title: "The token server wants https",
      why: "The realm of the token server takes requests over https only, and sso_url begins with http.",
      next: "Write https into sso_url of config.ini.",
    },
    ru: {
      title: "Сервер токенов требует https",
      why: "Realm на сервере токенов принимает запросы только по https, а sso_url начинается с http.",
      next: "Укажите https в sso_url файла config.ini.",
    },
  },
  find: (clues) =>
    // Keycloak's TokenEndpoint.
    weigh({ decisive: [tokenProbe(clues, /HTTPS required/), tokenEvent(clues, /HTTPS required/)] }),
};
