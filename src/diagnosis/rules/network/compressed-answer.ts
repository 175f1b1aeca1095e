import { weigh } from "../../evidence.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The answer is compressed in a way that the page cannot read. */
export const compressedAnswer: Rule = {
  cause: "compressed-answer",
  about: "connection",
  hops: ["platform", "service", "platform_proxy"],
  refines: ["service-fault", "platform-refused"],
  words: {
    en: {
      title: "The answer is compressed",
      why: "The platform's side compressed the messages of its answer, which clients of gRPC-Web cannot read: the call did not ask for it.",
      next: "Ask the platform's operator to send answers without gRPC compression.",
    },
    ru: {
      title: "Ответ сжат",
      why: "Сторона платформы сжала сообщения ответа, а клиенты gRPC-Web их прочесть не могут: вызов этого не просил.",
      next: "Попросите оператора платформы отправлять ответы без сжатия gRPC.",
    },
  },
  find: (clues) =>
    // Our client's words for a frame with the flag of compression.
    weigh({ decisive: [errorTextMatch(clues, /received (?:unsupported )?compressed (?:output|message|envelope)/)] }),
};
