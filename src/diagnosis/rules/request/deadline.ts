import { grpcStatus } from "../../../wire/grpc-status.ts";
import { weigh } from "../../evidence.ts";
import { endedWith, errorTextMatch, restTimeout } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The deadline of the call was exceeded. */
export const deadline: Rule = {
  cause: "deadline",
  about: "request",
  hops: ["browser", "client", "gateway", "platform", "service"],
  words: {
    en: {
      title: "The call took too long",
      why: "No complete answer came within the time given to the call: the text or recording is long, the platform is busy, or it hangs.",
      next: "Repeat with a shorter text or recording, ask the archive for less at once, or allow calls more time: Settings, Access, “Additional call options”. If short calls fail too, ask the platform's operator.",
    },
    ru: {
      title: "Вызов не уложился в срок",
      why: "Полный ответ не пришёл за отведённое время: текст или запись длинны, платформа занята или зависла.",
      next: "Повторите с текстом или записью короче, запросите у архива меньше за раз либо дайте вызовам больше времени: «Настройки», «Доступ», «Дополнительные параметры вызовов». Если не успевают и короткие вызовы, обратитесь к оператору платформы.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        endedWith(clues, grpcStatus.deadlineExceeded),
        restTimeout(clues),
        // Envoy's router.
        errorTextMatch(
          clues,
          /downstream duration timeout|upstream[_ ]request[_ ]timeout|upstream_response_timeout|stream[_ ]timeout/,
        ),
      ],
    }),
};
