import { grpcStatus } from "../../../wire/grpc-status.ts";
import { weigh } from "../../evidence.ts";
import { endedWith } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";
import { trialWentWell } from "../../trial-evidence.ts";

/** A service failed, and a short call with the same settings went well afterwards. */
export const onlyThisCall: Rule = {
  cause: "only-this-call",
  about: "request",
  hops: ["service", "platform"],
  refines: ["service-fault", "platform-refused"],
  words: {
    en: {
      title: "The service failed at this call, and does a short one",
      why: "A short call with the same settings went well afterwards: the text or the sound of this call is what the service fails at, or its fault is over.",
      next: "Repeat the call. If it fails again, divide the text or the recording and look which part fails, and give that part and the server request ID to the platform's operator.",
    },
    ru: {
      title: "Служба не справилась с этим вызовом, а короткий выполняет",
      why: "Короткий вызов с теми же параметрами после этого прошёл: служба не справляется с текстом или звуком этого вызова, либо сбой уже позади.",
      next: "Повторите вызов. Если ошибка повторится, разделите текст или запись, найдите часть, на которой служба сбоит, и передайте её оператору платформы вместе с ID запроса на сервере.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        endedWith(clues, grpcStatus.internal, grpcStatus.unknown, grpcStatus.dataLoss) && trialWentWell(clues, "short"),
      ],
    }),
};
