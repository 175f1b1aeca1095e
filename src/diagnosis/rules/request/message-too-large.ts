import { grpcStatus } from "../../../wire/grpc-status.ts";
import { weigh } from "../../evidence.ts";
import { errorTextMatch, httpStatus } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The message exceeds the size limit of one side. */
export const messageTooLarge: Rule = {
  cause: "message-too-large",
  about: "request",
  hops: ["browser", "client", "front_proxy", "gateway", "platform_proxy", "platform_ingress", "platform", "service"],
  refines: ["platform-refused", "service-fault", "front-proxy-answered", "platform-proxy-answered"],
  words: {
    en: {
      title: "Too large for one call",
      why: "One message may have 62,914,560 bytes (60 MiB); this one has more, or the answer has more than the client takes.",
      next: "Send a shorter recording or text, or use a stream, which is sent in chunks.",
    },
    ru: {
      title: "Слишком много для одного вызова",
      why: "Одно сообщение может занимать 62 914 560 байт (60 МиБ); это больше, либо ответ больше, чем принимает клиент.",
      next: "Отправьте запись или текст короче или возьмите потоковый вызов, который идёт частями.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        errorTextMatch(
          clues,
          /the message has \d+ bytes, the platform accepts \d+|a message is larger than \d+ bytes|cause: MessageTooLarge/,
        ),
        // gRPC core, grpc-go, Connect, Envoy, the bridge.
        clues.code === grpcStatus.resourceExhausted &&
          errorTextMatch(
            clues,
            /(?:Received|Sent|received|trying to send) message larger than max[^;]*|message size \d+ is larger than configured[^;]*|closed with 1009/,
          ),
        httpStatus(clues, 413),
      ],
    }),
};
