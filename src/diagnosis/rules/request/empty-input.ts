import { grpcStatus } from "../../../wire/grpc-status.ts";
import { weigh } from "../../evidence.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The request had no text or no audio. */
export const emptyInput: Rule = {
  cause: "empty-input",
  about: "request",
  hops: ["platform", "service", "client"],
  refines: ["platform-refused"],
  words: {
    en: {
      title: "There is nothing in the call",
      why: "The call has no text or audio.",
      next: "Enter text, or record again and watch the level meter.",
    },
    ru: {
      title: "В вызове ничего нет",
      why: "Текст или звук в вызове пуст.",
      next: "Введите текст или запишите звук ещё раз, следя, чтобы уровень двигался.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        clues.code === grpcStatus.invalidArgument &&
          errorTextMatch(
            clues,
            /\b(?:audio|text|ssml|input_source|content)\b[^;]*? (?:is empty|must be set|holds nothing to say)/,
          ),
      ],
    }),
};
