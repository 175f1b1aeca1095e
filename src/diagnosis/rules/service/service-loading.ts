import { grpcStatus } from "../../../wire/grpc-status.ts";
import { weigh } from "../../evidence.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** A service of the platform is still loading its model. */
export const serviceLoading: Rule = {
  cause: "service-loading",
  about: "connection",
  hops: ["service", "platform"],
  refines: ["service-fault", "platform-refused", "quota", "only-this-call"],
  words: {
    en: {
      title: "The platform is still loading the model",
      why: "The service has started and is not ready yet: its model is being loaded.",
      next: "Try again in a minute.",
    },
    ru: {
      title: "Платформа ещё загружает модель",
      why: "Служба запущена, но ещё не готова: загружается модель.",
      next: "Повторите через минуту.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        clues.code === grpcStatus.unavailable || clues.code === grpcStatus.failedPrecondition
          ? errorTextMatch(
              clues,
              /model (?:["'\w./-]+ )?is (?:still )?(?:being loaded|loading|warming up|not (?:yet )?(?:ready|loaded))[^;]*/i,
            )
          : undefined,
      ],
    }),
};
