import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { eventEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The content security policy of the page blocks the endpoint. */
export const endpointNotAllowed: Rule = {
  cause: "endpoint-not-allowed",
  about: "connection",
  hops: ["browser"],
  // The policy stops the plain GET of the check as well.
  refines: ["no-answer", "gateway-unreachable"],
  words: {
    en: {
      title: "The page may not call this endpoint",
      why: "The content security policy of the page lists the endpoints that may be called, and the browser blocked this one.",
      next: "Choose a listed endpoint in Settings, or start the companion with --allow-endpoint and the address of this one.",
    },
    ru: {
      title: "Странице запрещено обращаться к этому адресу",
      why: "Политика безопасности страницы перечисляет разрешённые адреса; этот браузер заблокировал.",
      next: "Выберите в настройках разрешённый адрес или запустите сервер страницы с параметром --allow-endpoint и этим адресом.",
    },
  },
  find: (clues) => weigh({ decisive: [clues.isUnanswered && blockedHere(clues)] }),
};

/** Whether the browser reported a policy violation for the origin of the endpoint. */
function blockedHere({ neighbours, end }: Clues) {
  const origin = URL.canParse(end?.endpoint ?? "") ? new URL(end?.endpoint ?? "").origin : undefined;
  const line = neighbours.find(
    ({ event, data }) =>
      event === "system_policy_violation" && origin !== undefined && String(data?.["blocked"]).startsWith(origin),
  );
  return line && eventEvidence(line);
}
