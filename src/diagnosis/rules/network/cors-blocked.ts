import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { browserEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The endpoint is up, but CORS does not allow calls from the origin of this page. */
export const corsBlocked: Rule = {
  cause: "cors-blocked",
  about: "connection",
  hops: ["browser"],
  refines: ["no-answer"],
  check: { kind: "plain-get" },
  words: {
    en: {
      title: "The endpoint does not allow calls from this page",
      why: "A plain request to the endpoint was answered, but the browser was not allowed to make the call: the endpoint does not list the origin of this page in its CORS settings.",
      next: "Have the operator of the endpoint add the address of this page to the allowed CORS origins of its Envoy, or open the page that the endpoint itself serves.",
    },
    ru: {
      title: "Сервер не разрешает вызовы с этой страницы",
      why: "Простой запрос к серверу получил ответ, но сам вызов браузер не пропустил: адреса этой страницы нет среди источников, разрешённых в настройках CORS сервера.",
      next: "Попросите оператора добавить адрес этой страницы в список разрешённых источников CORS в его Envoy или откройте страницу, которую отдаёт сам сервер.",
    },
  },
  find: (clues) =>
    weigh({
      strong: [clues.isUnanswered && clues.reachability?.plainGet === "opaque" && answered(clues)],
    }),
};

/** Whether the endpoint responded and the browser may not read it; on the page's own origin CORS does not apply. */
function answered({ reachability }: Clues) {
  return reachability?.sameOrigin === false && browserEvidence("plainGet", "plain GET: answered, not readable");
}
