import { resetReason } from "../../answer-words.ts";
import { weigh } from "../../evidence.ts";
import { errorTextMatch, seenMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The gateway got no answer from the platform. */
export const gatewayNoUpstream: Rule = {
  cause: "gateway-no-upstream",
  about: "connection",
  hops: ["gateway"],
  isGeneral: true,
  words: {
    en: {
      title: "The gateway got no answer from the platform{ (reason)}",
      why: "The gateway itself ended the call: its connection to the platform could not be made or was ended before an answer.",
      next: "Run Check connection: it tells which step fails. Then give its result and the words below to the platform's operator.",
    },
    ru: {
      title: "Шлюз не получил ответа платформы{ (reason)}",
      why: "Вызов завершил сам шлюз: соединение с платформой не удалось установить или оно прервалось до ответа.",
      next: "Запустите проверку соединения: она покажет, на каком шаге сбой. Передайте её результат и текст ниже оператору платформы.",
    },
  },
  facts: (clues) => ({ reason: resetReason(clues) }),
  find: (clues) =>
    weigh({
      decisive: [
        seenMatch(clues, "gateway_flags", /\b(?:U[A-Z]{1,2}|LR|DC)\b/),
        clues.hop === "gateway" &&
          errorTextMatch(clues, /upstream connect error or disconnect\/reset before headers[^;]*/),
      ],
    }),
};
