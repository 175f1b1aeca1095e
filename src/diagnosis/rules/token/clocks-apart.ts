import { clockToleranceSeconds } from "../../../wire/token-answer.ts";
import type { Clues } from "../../clues.ts";
import type { Evidence } from "../../evidence.ts";
import { weigh } from "../../evidence.ts";
import { refusingToken } from "../../hop.ts";
import { errorTextMatch, eventEvidence, probeEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";
import { tokenBeforeCall, tokenOverWords } from "../../token-evidence.ts";

/** The clocks of two machines are so far apart that a good token or certificate seems to be out of its time. */
export const clocksApart: Rule = {
  cause: "clocks-apart",
  about: "account",
  hops: refusingToken,
  refines: ["token-expired", "right-missing", "platform-refused", "certificate-expired", "certificate-not-yet-valid"],
  words: {
    en: {
      title: "The clocks of the machines do not agree",
      why: "One machine takes for over, or for not yet valid, what is in its time by the clock of another: the gateway or this computer, the token server, the platform.",
      next: "Compare the clocks of these machines, and have them set over the network (NTP). Check connection says how far the gateway's is from the token server's.",
    },
    ru: {
      title: "Часы машин расходятся",
      why: "Одна машина считает истёкшим или ещё не действующим то, что по часам другой действует: шлюз или этот компьютер, сервер токенов, платформа.",
      next: "Сверьте часы этих машин и включите установку времени по сети (NTP). Насколько часы шлюза расходятся с часами сервера токенов, показывает проверка соединения.",
    },
  },
  find(clues) {
    const words = errorTextMatch(clues, earlyWords) ?? (overTooSoon(clues) && errorTextMatch(clues, tokenOverWords));
    const apart = clockAhead(clues);
    const certificate = apart && certificateInItsTime(clues, apart.seconds);
    return weigh({
      decisive: [words],
      strong: [certificate && apart.evidence],
      fair: [words && overTooSoon(clues), words && apart?.evidence, certificate],
    });
  },
};

/** Words for a token that is not valid yet: Envoy's jwt_authn; PyJWT; jsonwebtoken of Node; golang-jwt. */
const earlyWords =
  /Jwt not yet valid|The token is not yet valid \((?:iat|nbf)\)|jwt not active|[Tt]oken (?:is not valid yet|used before issued)/;

/** Evidence that the token had much of its life left, by the clock of the machine that got it. */
function overTooSoon(clues: Clues): Evidence | undefined {
  const token = tokenBeforeCall(clues);
  return token && token.leftSeconds > clockToleranceSeconds ? token.evidence : undefined;
}

/** How far the clock of the machine that gets tokens is ahead of the token server's, when that is a lot. */
function clockAhead({ probe, neighbours }: Clues): { seconds: number; evidence: Evidence } | undefined {
  const { clockAheadSeconds: probed = 0 } = probe?.token ?? {};
  if (Math.abs(probed) >= clockToleranceSeconds) {
    return {
      seconds: probed,
      evidence: probeEvidence("token", `the clock is ${String(probed)} s ahead of the server's`),
    };
  }
  const line = neighbours.findLast(
    ({ event, data }) => event.startsWith("auth_") && typeof data?.["clock_ahead"] === "number",
  );
  const seconds = line?.data?.["clock_ahead"] as number | undefined;
  return line && seconds !== undefined
    ? { seconds, evidence: eventEvidence(line, `clock_ahead: ${String(seconds)} s`) }
    : undefined;
}

/** Evidence that a certificate which the gateway finds out of its time is in it by the token server's clock. */
function certificateInItsTime({ probe }: Clues, aheadSeconds: number): Evidence | undefined {
  const [own] = probe?.tls?.certificates ?? [];
  if (!probe || !own || probe.tls?.ok !== false || !/EXPIRED|NOT_YET_VALID/.test(probe.tls.errorCode ?? ""))
    return undefined;
  const serverMs = Date.parse(probe.at) - aheadSeconds * 1000;
  const isValid = Date.parse(own.validFrom) <= serverMs && serverMs <= Date.parse(own.validTo);
  return isValid ? probeEvidence("tls", `valid ${own.validFrom} to ${own.validTo}`) : undefined;
}
