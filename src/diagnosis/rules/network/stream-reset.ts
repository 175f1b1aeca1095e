import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { errorTextMatch, figure } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The response stream was reset before its end. */
export const streamReset: Rule = {
  cause: "stream-reset",
  about: "connection",
  hops: ["browser", "client", "front_proxy", "gateway", "platform_proxy", "platform_ingress", "platform", "service"],
  isGeneral: true,
  words: {
    en: {
      title: "The answer broke off midway",
      why: "The connection was cut after the answer had begun: the platform or the gateway restarted, or something between closed the stream.{ Messages that had come: messages.}{ Seconds of silence before the end: seconds.}",
      next: "Repeat the call. If it breaks at about the same point, give the request IDs and times to the platform's operator.",
    },
    ru: {
      title: "Ответ оборвался на полпути",
      why: "Соединение прервалось, когда ответ уже начался: перезапустилась платформа или шлюз, либо поток закрыл промежуточный узел.{ Сообщений до обрыва: messages.}{ Секунд тишины перед ним: seconds.}",
      next: "Повторите вызов. Если обрыв повторяется в одном и том же месте, сообщите оператору платформы ID запроса и время.",
    },
  },
  facts: ({ seen: { messages, silence_ms: silenceMs } }) => ({
    ...(messages !== undefined && { messages }),
    ...(silenceMs !== undefined && { seconds: Math.round(silenceMs / 100) / 10 }),
  }),
  find: (clues) =>
    weigh({
      decisive: [
        clues.isTorn && errorTextMatch(clues, /.+/),
        wasReading(clues) &&
          errorTextMatch(clues, /network error|terminated|read ECONNRESET|Connection_reset_by_peer|Socket closed/),
      ],
    }),
};

/** Whether part of the response had arrived. */
function wasReading({ response }: Clues): boolean {
  return ["chunk_count", "partials_count", "finals_count"].some((name) => (figure(response, name) ?? 0) > 0);
}
