import { grpcStatus } from "../../../wire/grpc-status.ts";
import { weigh } from "../../evidence.ts";
import { endedWith, errorTextMatch, httpStatus } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";
import { trialFailedSo } from "../../trial-evidence.ts";
import { faultWords } from "../../who-answered.ts";

/** An internal service of the platform failed. */
export const serviceFault: Rule = {
  cause: "service-fault",
  about: "connection",
  hops: ["service", "platform"],
  isGeneral: true,
  check: { kind: "trial", change: "short" },
  words: {
    en: {
      title: "A service inside the platform failed",
      why: "The platform accepted the call but could not finish it: one of its services is down or failed.",
      next: "Try again later. If it persists, give the server request ID below to the platform's operator: the platform's log has the reason.",
    },
    ru: {
      title: "Сбой внутри платформы",
      why: "Платформа приняла вызов, но не смогла его выполнить: одна из её служб не работает или ошиблась.",
      next: "Повторите немного позже. Если ошибка повторяется, сообщите оператору платформы ID запроса на сервере: причина есть в журнале платформы.",
    },
  },
  find: (clues) =>
    weigh({
      strong: [
        clues.hop === "service" && endedWith(clues, grpcStatus.internal, grpcStatus.unknown, grpcStatus.dataLoss),
        clues.hop === "service" && httpStatus(clues, 500, 502, 503, 504),
        errorTextMatch(clues, faultWords),
        clues.hop === "service" && trialFailedSo(clues, "short"),
      ],
    }),
};
