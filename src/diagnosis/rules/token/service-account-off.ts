import { weigh } from "../../evidence.ts";
import { refusingToken } from "../../hop.ts";
import type { Rule } from "../../rule.ts";
import { serviceAccountWords, tokenEvent, tokenProbe } from "../../token-evidence.ts";

/** The client may not get tokens for itself. */
export const serviceAccountOff: Rule = {
  cause: "service-account-off",
  about: "account",
  hops: refusingToken,
  refines: ["token-missing"],
  steps: ["token"],
  words: {
    en: {
      title: "The client may not get tokens for itself",
      why: "The token server knows the client and its secret, but the client has no service account, which tokens without a user need.",
      next: "Ask the operator of the token server to switch on the service account of this client (Keycloak: Service accounts roles).",
    },
    ru: {
      title: "Клиенту не разрешено получать токены для себя",
      why: "Сервер токенов знает клиента и его секрет, но служебная учётная запись, нужная для токенов без пользователя, у клиента выключена.",
      next: "Попросите оператора сервера токенов включить служебную учётную запись клиента (Keycloak: Service accounts roles).",
    },
  },
  find: (clues) =>
    weigh({ decisive: [tokenProbe(clues, serviceAccountWords), tokenEvent(clues, serviceAccountWords)] }),
};
