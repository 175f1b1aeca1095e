import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The answer ended in good order, with neither a message nor a status. */
export const answerEmpty: Rule = {
  cause: "answer-empty",
  about: "connection",
  hops: ["front_proxy", "gateway", "platform_proxy"],
  refines: ["stream-reset"],
  words: {
    en: {
      title: "The answer is empty{: HTTP status}",
      why: "The answer ended in good order, but held neither a message nor the status of gRPC: a proxy or a gateway on the way took them off, or answered by itself.",
      next: "Repeat the call. If it stays so, have whoever runs the gateway or the proxy pass bodies and trailers of gRPC-Web on unchanged.",
    },
    ru: {
      title: "Ответ пуст{: HTTP status}",
      why: "Ответ закончился как положено, но в нём нет ни сообщения, ни статуса gRPC: их убрал прокси или шлюз на пути, либо он ответил сам.",
      next: "Повторите вызов. Если ответ снова пуст, попросите того, кто отвечает за шлюз или прокси, передавать тело и завершающие заголовки gRPC-Web без изменений.",
    },
  },
  facts: ({ seen: { http_status: status } }) => ({ ...(status !== undefined && { status }) }),
  find: (clues) =>
    weigh({ decisive: [isEmpty(clues) && errorTextMatch(clues, /missing trailer|missing response body/)] }),
};

/** Of another origin the status may have come and be hidden, which is another cause. */
function isEmpty({ seen }: Clues): boolean {
  return seen.same_origin === true && seen.got_headers === true && seen.got_trailers === false && seen.bytes === 0;
}
