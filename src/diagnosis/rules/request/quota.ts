import { conclude, endedWith } from "../../clues.ts";
import { grpcStatus } from "../../../wire/grpc-status.ts";
import type { Rule } from "../../rule.ts";

/** The quota of the account is exhausted. */
export const quota: Rule = {
  cause: "quota",
  about: "account",
  words: {
    en: {
      title: "The limit of the account is used up",
      why: "The platform refuses more for now: volume in the hour, load, or parallel calls of the account have reached their limit.",
      next: "Wait and try again, with fewer calls at once. For more, ask the platform's operator to raise the limit.",
    },
    ru: {
      title: "Лимит учётной записи исчерпан",
      why: "Платформа пока не принимает больше: достигнут предел объёма за час, нагрузки или одновременных вызовов.",
      next: "Подождите и повторите, уменьшив число одновременных вызовов. За увеличением лимита обратитесь к оператору платформы.",
    },
  },
  find: (clues) =>
    conclude({
      certain: [clues.isFromPlatform && endedWith(clues, grpcStatus.resourceExhausted)],
      likely: [endedWith(clues, grpcStatus.resourceExhausted)],
    }),
};
