import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** CORS hides the status of gRPC from the page. */
export const statusHidden: Rule = {
  cause: "status-hidden",
  about: "connection",
  hops: ["browser", "front_proxy", "platform_proxy"],
  refines: ["stream-reset", "trailers-dropped"],
  words: {
    en: {
      title: "The endpoint hides the status of its answer",
      why: "The endpoint is of another origin. It answered without a message, and the page may not read the headers in which gRPC then gives its status.",
      next: "Have the operator of the endpoint expose grpc-status and grpc-message (Access-Control-Expose-Headers) in the CORS settings of its Envoy.",
    },
    ru: {
      title: "Сервер скрывает статус ответа",
      why: "Адрес сервера другого источника. Он ответил без сообщений, а заголовки, в которых gRPC в этом случае передаёт статус, странице читать нельзя.",
      next: "Попросите оператора открыть grpc-status и grpc-message (Access-Control-Expose-Headers) в настройках CORS его Envoy.",
    },
  },
  find: (clues) =>
    weigh({ decisive: [isEmptyOfOther(clues) && errorTextMatch(clues, /missing trailer|missing response body/)] }),
};

/** Headers of another origin came, and nothing after them. */
function isEmptyOfOther({ seen }: Clues): boolean {
  return seen.same_origin === false && seen.got_headers === true && seen.got_trailers === false && seen.bytes === 0;
}
