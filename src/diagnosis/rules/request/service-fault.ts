import { conclude, endedWith } from "../../clues.ts";
import { grpcStatus } from "../../../wire/grpc-status.ts";
import type { Rule } from "../../rule.ts";

/** An internal service of the platform failed. */
export const serviceFault: Rule = {
  cause: "service-fault",
  about: "connection",
  words: {
    en: {
      title: "A service inside the platform failed",
      why: "The platform took the call and could not finish it: one of its own services is down or made a mistake (INTERNAL).",
      next: "Repeat in a while. If it stays, give the platform's request id below to its operator: the log there holds the reason.",
    },
    ru: {
      title: "Сбой внутри платформы",
      why: "Платформа приняла вызов, но не смогла его выполнить: одна из её служб не работает или ошиблась (INTERNAL).",
      next: "Повторите немного позже. Если не проходит, сообщите оператору платформы её номер запроса: причина записана в его журнале.",
    },
  },
  find: (clues) => conclude({ likely: [clues.isFromPlatform && endedWith(clues, grpcStatus.internal)] }),
};
