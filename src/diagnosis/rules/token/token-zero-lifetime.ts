import { grpcStatus } from "../../../wire/grpc-status.ts";
import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { refusingToken } from "../../hop.ts";
import { eventEvidence, probeEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The token server states a lifetime of no seconds, and the platform takes the token for one that is over. */
export const tokenZeroLifetime: Rule = {
  cause: "token-zero-lifetime",
  about: "account",
  hops: refusingToken,
  refines: ["token-expired", "token-missing"],
  words: {
    en: {
      title: "The token server gives tokens that end at once",
      why: "The token server states a lifetime of 0 s. Calls carry the token all the same, and the platform refuses it.",
      next: "Ask the operator of the token server to set the lifetime of access tokens for this client; five minutes are usual.",
    },
    ru: {
      title: "Сервер токенов выдаёт токены без срока действия",
      why: "Сервер токенов указывает срок 0 с. Вызовы всё равно передают токен, и платформа его не принимает.",
      next: "Попросите оператора сервера токенов задать срок токенов доступа для этого клиента; обычно это пять минут.",
    },
  },
  find: (clues) => weigh({ decisive: [isRefused(clues) && endsAtOnce(clues)] }),
};

const isRefused = ({ code, events }: Clues) =>
  events.length === 0 || code === grpcStatus.unauthenticated || code === grpcStatus.permissionDenied;

/** A lifetime of no seconds, as the probe or the last token event says. */
function endsAtOnce({ probe, neighbours }: Clues) {
  if (probe?.token?.expiresInSeconds === 0) return probeEvidence("token", "a token for 0 s");
  const last = neighbours.findLast(({ event, success }) => event.startsWith("auth_") && success);
  const { expires_in: own, expires_in_seconds: gateways } = last?.data ?? {};
  return last && (own === 0 || own === "0" || gateways === 0) ? eventEvidence(last, "a token for 0 s") : undefined;
}
