import { weigh } from "../../evidence.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** A service of the platform failed with an error of its program. */
export const serviceTraceback: Rule = {
  cause: "service-traceback",
  about: "connection",
  hops: ["service", "platform"],
  refines: ["service-fault", "platform-refused", "quota", "only-this-call"],
  words: {
    en: {
      title: "A program error inside the platform",
      why: "The service stopped at an error that its program does not handle. The request may be fine.",
      next: "Give the words and the time to the platform's operator: they name the place in the program.",
    },
    ru: {
      title: "Ошибка в программе службы",
      why: "Служба остановилась на ошибке, которую её программа не обрабатывает. Сам запрос может быть в порядке.",
      next: "Передайте текст и время оператору платформы: в тексте названо место в программе.",
    },
  },
  find: (clues) =>
    weigh({
      // Python, the handler of grpcio, Go.
      decisive: [
        errorTextMatch(clues, /Traceback \(most recent call last\)|Exception calling application: [^;]*|panic: [^;]*/),
      ],
    }),
};
