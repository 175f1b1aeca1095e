import { weigh } from "../../evidence.ts";
import { connecting } from "../../hop.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The platform ended an old connection. */
export const connectionMaxAge: Rule = {
  cause: "connection-max-age",
  about: "connection",
  hops: connecting,
  refines: ["client-disconnected", "gateway-no-upstream"],
  words: {
    en: {
      title: "The platform ended an old connection",
      why: "The platform's servers end connections that reach a certain age, and this call was on one that ended.",
      next: "Repeat the call. If it happens often, ask the platform's operator for a longer grace (max_connection_age_grace).",
    },
    ru: {
      title: "Платформа закрыла старое соединение",
      why: "Серверы платформы закрывают соединения по достижении определённого возраста, и этот вызов шёл по такому.",
      next: "Повторите вызов. Если так бывает часто, попросите оператора платформы увеличить отсрочку (max_connection_age_grace).",
    },
  },
  find: (clues) =>
    weigh({
      // src/core/ext/filters/channel_idle of gRPC core; grpc-go.
      decisive: [errorTextMatch(clues, /Debug Text: max_age|code = NO_ERROR, debug data: "?max_age/)],
    }),
};
