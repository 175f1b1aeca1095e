import { grpcStatus } from "../../../wire/grpc-status.ts";
import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { refusingToken } from "../../hop.ts";
import { eventEvidence, probeEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The token server gives tokens that end at once. */
export const tokenZeroLifetime: Rule = {
  cause: "token-zero-lifetime",
  about: "account",
  hops: refusingToken,
  refines: ["token-expired", "token-missing"],
  words: {
    en: {
      title: "The token server gives tokens that end at once",
      why: "The lifetime of the token that came is 0 s, so it is over before a call can carry it.",
      next: "Ask the operator of the token server to set the lifetime of access tokens for this client; five minutes are usual.",
    },
    ru: {
      title: "Сервер токенов выдаёт токены без срока действия",
      why: "Срок выданного токена — 0 с: он кончается раньше, чем вызов успевает его передать.",
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
