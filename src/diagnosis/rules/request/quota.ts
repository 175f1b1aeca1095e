import { grpcStatus } from "../../../wire/grpc-status.ts";
import { weigh } from "../../evidence.ts";
import { endedWith, errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";
import { faultWords } from "../../who-answered.ts";

/** The quota of the account is exhausted. */
export const quota: Rule = {
  cause: "quota",
  about: "account",
  hops: ["platform", "service", "client"],
  refines: ["platform-refused"],
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
    weigh(
      {
        strong: [
          clues.code === grpcStatus.resourceExhausted &&
            errorTextMatch(
              clues,
              /\bquota\b[^;]*|volume[^;]* (?:is|was) used up|(?:rate )?limit of the account[^;]*|(?:limit|quota)[^;]* (?:exceeded|reached|exhausted)|too many (?:parallel|concurrent|simultaneous) [^;]*/i,
            ),
        ],
        fair: [clues.isFromPlatform && endedWith(clues, grpcStatus.resourceExhausted)],
      },
      { decisive: [errorTextMatch(clues, faultWords)] },
    ),
};
