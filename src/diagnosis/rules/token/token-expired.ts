import { grpcStatus } from "../../../wire/grpc-status.ts";
import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { refusingToken } from "../../hop.ts";
import { lightCallFailedSo, sameTokenWentWell } from "../../light-call.ts";
import { errorTextMatch, eventEvidence, seenMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";
import { tokenBeforeCall, tokenFacts, tokenOverWords } from "../../token-evidence.ts";

/** The token had expired. */
export const tokenExpired: Rule = {
  cause: "token-expired",
  about: "account",
  // A proxy before the gateway may check the token as well.
  hops: [...refusingToken, "front_proxy"],
  refines: ["right-missing", "platform-refused", "front-proxy-answered"],
  check: { kind: "call" },
  words: {
    en: {
      title: "The token has expired or is not valid",
      why: "The platform refused the token: it had expired when the call was made, or the platform does not know it, because it was not copied whole or belongs to another platform or realm.",
      next: "Get a new token, or paste one, in Settings, Access. If a new one expires at once, compare the clocks of the machines.",
      nextBy: {
        gateway:
          "The gateway adds the token here and renews it by itself: try again. If it is refused again, check sso_url and realm in config.ini, and compare the clocks of the gateway, the token server and the platform.",
        page: "This page adds the token: get a new one, or paste one, in Settings, Access. If a new one expires at once, compare the clocks of the machines.",
      },
    },
    ru: {
      title: "Токен истёк или недействителен",
      why: "Платформа не приняла токен: к моменту вызова его срок вышел или она его не знает, потому что он скопирован не целиком или выдан другой платформой или областью.",
      next: "Получите или вставьте новый токен: «Настройки», «Доступ». Если и новый сразу не действует, сверьте часы машин.",
      nextBy: {
        gateway:
          "Токен здесь добавляет шлюз и обновляет его сам: повторите вызов. Если отказ повторяется, проверьте sso_url и realm в config.ini и сверьте часы шлюза, сервера токенов и платформы.",
        page: "Токен добавляет эта страница: получите или вставьте новый в «Настройки», «Доступ». Если и новый сразу не действует, сверьте часы машин.",
      },
    },
  },
  facts: tokenFacts,
  find: (clues) =>
    weigh(
      {
        decisive: [wasRefused(clues) && (expiredOnPage(clues) ?? expiredBeforeCall(clues))],
        strong: [
          wasRefused(clues) && errorTextMatch(clues, expiredWords),
          wasRefused(clues) && errorTextMatch(clues, expiredWords) && lightCallFailedSo(clues),
        ],
      },
      // Good enough for another call; but some platforms list models for everybody.
      { fair: [sameTokenWentWell(clues)] },
    ),
};

/** The words for time alone, and those of the embedded platform. */
const expiredWords = new RegExp(`the token is invalid or expired|${tokenOverWords.source}`);

/** Whether the call was refused by one who knows tokens; a proxy before the gateway says that it does. */
function wasRefused(clues: Clues): boolean {
  const { code, hop } = clues;
  if (hop === "front_proxy" && !seenMatch(clues, "www_authenticate", /^\s*Bearer\b/i)) return false;
  return code === grpcStatus.permissionDenied || code === grpcStatus.unauthenticated;
}

/** Evidence that the page's token had expired when it made the call. */
function expiredOnPage({ neighbours }: Clues) {
  const last = neighbours.findLast(({ event }) => event.startsWith("auth_"));
  return last?.event === "auth_token_expired" ? eventEvidence(last) : undefined;
}

/** Evidence from the last token before the call, if it had expired by then. */
function expiredBeforeCall(clues: Clues) {
  const issued = tokenBeforeCall(clues);
  return issued && issued.leftSeconds <= 0 ? issued.evidence : undefined;
}
