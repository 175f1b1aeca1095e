import { conclude, figure, errorTextMatch, type Clues } from "../../clues.ts";
import { grpcStatus } from "../../../wire/grpc-status.ts";
import type { Rule } from "../../rule.ts";

/** The response stream was reset before its end. */
export const streamReset: Rule = {
  cause: "stream-reset",
  about: "connection",
  words: {
    en: {
      title: "The answer broke off midway",
      why: "The connection was cut after the answer had begun: the platform or the gateway restarted, or something between closed the stream.",
      next: "Repeat the call. If it breaks at about the same point, give the request IDs and times to the platform's operator.",
    },
    ru: {
      title: "Ответ оборвался на полпути",
      why: "Соединение прервалось, когда ответ уже начался: перезапустилась платформа или шлюз, либо поток закрыл промежуточный узел.",
      next: "Повторите вызов. Если обрыв повторяется в одном и том же месте, сообщите оператору платформы ID запроса и время.",
    },
  },
  find: (clues) =>
    conclude({
      certain: [
        errorTextMatch(
          clues,
          /cause: StreamTorn|incomplete envelope|missing trailer|ended without trailers|missing EndStreamResponse|premature EOF|upstream_reset_after_response_started|the stream was cut[^;]*/,
        ),
        wasReading(clues) &&
          errorTextMatch(clues, /network error|terminated|ECONNRESET|Connection_reset_by_peer|aborted/i),
      ],
      likely: [clues.code === grpcStatus.unknown && errorTextMatch(clues, /network error|terminated/)],
    }),
};

/** Whether part of the response had arrived. */
function wasReading({ response }: Clues): boolean {
  return ["chunk_count", "partials_count", "finals_count"].some((name) => (figure(response, name) ?? 0) > 0);
}
