import { weigh } from "../../evidence.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The browser got no answer, and does not report why. */
export const noAnswer: Rule = {
  cause: "no-answer",
  about: "connection",
  hops: ["browser"],
  isGeneral: true,
  words: {
    en: {
      title: "The browser got no answer",
      why: "The call ended without any answer, and the browser does not tell a page why: the endpoint may be down, its name unknown, the network gone, or the browser, an extension or CORS blocked the call.",
      next: "Run Check connection. If the endpoint opens in a tab of its own, look at the browser's console for what blocked the call.",
    },
    ru: {
      title: "Браузер не получил ответа",
      why: "Вызов закончился без ответа, и браузер не сообщает странице почему: сервер может не работать, имя не находиться, сеть пропасть, либо вызов остановил браузер, расширение или CORS.",
      next: "Проверьте соединение. Если адрес открывается в отдельной вкладке, посмотрите в консоли браузера, что остановило вызов.",
    },
  },
  find: (clues) => weigh({ strong: [clues.isUnanswered && errorTextMatch(clues, /.+/)] }),
};
