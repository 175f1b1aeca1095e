import { answerWords } from "../../answer-words.ts";
import { weigh } from "../../evidence.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** A native client lost its connection, or got an error of HTTP/2. */
export const clientDisconnected: Rule = {
  cause: "client-disconnected",
  about: "connection",
  hops: ["client"],
  isGeneral: true,
  words: {
    en: {
      title: "The client's connection ended{: words}",
      why: "The gRPC client, not the platform, ended the call: its connection was closed or its stream was reset.",
      next: "Repeat the call. If it fails again, give the time and the words to the platform's operator.",
    },
    ru: {
      title: "Соединение клиента закрылось{: words}",
      why: "Вызов завершил клиент gRPC, а не платформа: его соединение закрыто или поток сброшен.",
      next: "Повторите вызов. Если ошибка повторяется, передайте время и текст оператору платформы.",
    },
  },
  facts: (clues) => ({ words: answerWords(clues) }),
  find: (clues) =>
    weigh({
      strong: [
        // gRPC core.
        errorTextMatch(
          clues,
          /Socket closed|Stream removed|Received RST_STREAM with error code \d+|GOAWAY received[^;]*|recvmsg:Connection reset by peer/,
        ),
      ],
    }),
};
