import { conclude, endedWith, probeEvidence, errorTextMatch } from "../../clues.ts";
import { grpcStatus } from "../../../wire/grpc-status.ts";
import type { Rule } from "../../rule.ts";
import { isInjectionFailure } from "../../token-evidence.ts";

/** The call had no token, and one is required. */
export const tokenMissing: Rule = {
  cause: "token-missing",
  about: "account",
  words: {
    en: {
      title: "The call was not signed in",
      why: "The platform or a gateway before it requires a token, and this call had none that it accepts.",
      next: "Give this page a token in Settings, Access, or let the gateway add one: client_id and client_secret in config.ini.",
    },
    ru: {
      title: "Вызов без токена",
      why: "Платформе или шлюзу перед ней нужен токен, а у этого вызова подходящего нет.",
      next: "Задайте токен этой странице («Настройки», «Доступ») или поручите его шлюзу: client_id и client_secret в config.ini.",
    },
  },
  find: (clues) =>
    conclude(
      {
        certain: [
          clues.end?.auth_present === false &&
            errorTextMatch(clues, /carries no token|missing token|token is missing/i),
        ],
        likely: [!isInjectionFailure(clues) && endedWith(clues, grpcStatus.unauthenticated)],
      },
      [clues.probe?.token?.ok === true && probeEvidence("token", "the gateway gets a token")],
    ),
};
