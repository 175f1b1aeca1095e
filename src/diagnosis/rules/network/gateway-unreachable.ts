import { weigh } from "../../evidence.ts";
import { lightCallWentWell } from "../../light-call.ts";
import { browserEvidence, errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The endpoint does not respond: the gateway is down or the URL is wrong. */
export const gatewayUnreachable: Rule = {
  cause: "gateway-unreachable",
  about: "connection",
  hops: ["browser"],
  refines: ["no-answer"],
  check: { kind: "plain-get" },
  words: {
    en: {
      title: "The gateway does not answer",
      why: "The browser got no answer at all from the endpoint: the gateway (Envoy or the companion) is not running, the address is wrong, or something on the network blocks it.",
      next: "Make sure the gateway is running and the endpoint in Settings is correct. Then run Check connection.",
    },
    ru: {
      title: "Шлюз не отвечает",
      why: "Браузер не получил от адреса никакого ответа: шлюз (Envoy или сервер страницы) не запущен, адрес неверен или соединение блокируется в сети.",
      next: "Проверьте, что шлюз запущен и адрес в настройках верен, затем запустите проверку соединения.",
    },
  },
  find: (clues) =>
    weigh(
      {
        decisive: [
          clues.isUnanswered &&
            clues.reachability?.online === true &&
            clues.reachability.plainGet === "failed" &&
            browserEvidence("plainGet", "plain GET: no answer"),
        ],
        fair: [clues.isUnanswered && errorTextMatch(clues, /.+/)],
      },
      {
        strong: [
          clues.reachability?.plainGet !== undefined &&
            clues.reachability.plainGet !== "failed" &&
            browserEvidence("plainGet", `plain GET: ${String(clues.reachability.plainGet)}`),
          lightCallWentWell(clues),
        ],
      },
    ),
};
