import { answerForm } from "../../../wire/answer-form.ts";
import { weigh } from "../../evidence.ts";
import { errorTextMatch, seenMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The answer is gRPC as servers speak it, which a browser cannot read. */
export const grpcWebMissing: Rule = {
  cause: "grpc-web-missing",
  about: "connection",
  hops: ["front_proxy", "platform_proxy"],
  isLasting: true,
  refines: ["front-proxy-answered", "platform-proxy-answered"],
  words: {
    en: {
      title: "The endpoint answers in gRPC, not in gRPC-Web",
      why: "A gRPC server answered the page directly. Browsers cannot read plain gRPC: a gateway has to translate it to gRPC-Web, and here none does.",
      next: "In Settings, set the endpoint to the console's gateway. If it is an Envoy, have its operator add the filter envoy.filters.http.grpc_web.",
    },
    ru: {
      title: "Сервер отвечает на gRPC, а не на gRPC-Web",
      why: "Странице ответил сам сервер gRPC. Браузеры обычный gRPC читать не могут: его должен перевести в gRPC-Web шлюз, а здесь этого никто не делает.",
      next: "Укажите в настройках адрес шлюза консоли. Если это Envoy, попросите его оператора добавить фильтр envoy.filters.http.grpc_web.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        answerForm(clues.seen.content_type) === "native" && errorTextMatch(clues, /instead of gRPC-Web/)
          ? seenMatch(clues, "content_type", /./)
          : undefined,
      ],
    }),
};
