import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The answer came whole, without its status. */
export const trailersDropped: Rule = {
  cause: "trailers-dropped",
  about: "connection",
  hops: ["platform_proxy"],
  refines: ["stream-reset"],
  words: {
    en: {
      title: "A proxy drops the trailers of gRPC",
      why: "The answer ended in good order, but without the status that gRPC sends in trailers: a proxy that does not know HTTP/2 trailers took them off.",
      next: "Have the proxy before the platform pass gRPC on as such (in nginx: grpc_pass in place of proxy_pass).",
    },
    ru: {
      title: "Прокси отбрасывает завершающие заголовки gRPC",
      why: "Ответ закончился как положено, но без статуса, который gRPC передаёт в завершающих заголовках (trailers): прокси, который их не знает, их убрал.",
      next: "Попросите настроить прокси перед платформой на gRPC (в nginx: grpc_pass вместо proxy_pass).",
    },
  },
  find: (clues) =>
    weigh({ strong: [endedInOrder(clues) && errorTextMatch(clues, /missing trailer|ended without trailers/)] }),
};

/** Whether the body was not cut: messages came, no status, and the connection was not lost. */
function endedInOrder({ seen }: Clues): boolean {
  return seen.got_trailers === false && seen.gateway_details === "via_upstream" && (seen.messages ?? 0) > 0;
}
