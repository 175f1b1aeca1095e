import { weigh } from "../../evidence.ts";
import { refusingToken } from "../../hop.ts";
import type { Rule } from "../../rule.ts";
import { tokenEvent, tokenProbe } from "../../token-evidence.ts";

/** The token server does not know the realm. */
export const unknownRealm: Rule = {
  cause: "unknown-realm",
  about: "account",
  hops: refusingToken,
  refines: ["token-missing"],
  steps: ["token"],
  words: {
    en: {
      title: "The token server does not know the realm",
      why: "The token server answered that there is no such realm, or no token endpoint at that address.",
      next: "Check realm and sso_url in config.ini: capital letters count, and some servers want /auth/ at the end of sso_url. After a change restart the console.",
    },
    ru: {
      title: "Сервер токенов не знает такого realm",
      why: "Сервер токенов ответил, что такого realm нет или по этому адресу токены не выдаются.",
      next: "Проверьте realm и sso_url в config.ini: регистр букв важен, а некоторым серверам нужно /auth/ в конце sso_url. После правки перезапустите консоль.",
    },
  },
  find: (clues) =>
    weigh({
      // Keycloak.
      decisive: [tokenProbe(clues, /Realm does not exist|HTTP_404/), tokenEvent(clues, /\b404\b|Realm does not exist/)],
    }),
};
