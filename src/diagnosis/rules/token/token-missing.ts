import { grpcStatus } from "../../../wire/grpc-status.ts";
import { weigh } from "../../evidence.ts";
import { refusingToken } from "../../hop.ts";
import { sameTokenWentWell } from "../../light-call.ts";
import { endedWith, errorTextMatch, probeEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";
import { isInjectionFailure } from "../../token-evidence.ts";

/** The call had no token, and one is required. */
export const tokenMissing: Rule = {
  cause: "token-missing",
  about: "account",
  hops: refusingToken,
  refines: ["right-missing", "platform-refused", "platform-proxy-answered"],
  check: { kind: "call" },
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
    weigh(
      {
        decisive: [
          clues.end?.auth_present === false &&
            // The embedded platform; Envoy's jwt_authn.
            errorTextMatch(clues, /the call carries no token|Jwt is missing/),
        ],
        strong: [
          clues.end?.auth_present !== true &&
            clues.errorText !== "" &&
            !isInjectionFailure(clues) &&
            endedWith(clues, grpcStatus.unauthenticated),
        ],
        fair: [
          (clues.end?.auth_present === true || clues.errorText === "") &&
            !isInjectionFailure(clues) &&
            endedWith(clues, grpcStatus.unauthenticated),
        ],
      },
      {
        strong: [
          clues.probe?.token?.ok === true && probeEvidence("token", "the gateway gets a token"),
          sameTokenWentWell(clues),
        ],
      },
    ),
};
