import { goingAwayWords } from "../../../wire/going-away.ts";
import { weigh } from "../../evidence.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The companion is being stopped: it refused a new call, or ended a live one. */
export const serverStopping: Rule = {
  cause: "server-stopping",
  about: "connection",
  hops: ["gateway"],
  words: {
    en: {
      title: "The server is going away",
      why: "The server of this console is being stopped or restarted. It takes no new calls and ends live ones; what was recognised so far stays here.",
      next: "Repeat the call when the server is back, often within a minute; a live recording can be sent again then. If it stays away, ask whoever runs it.",
    },
    ru: {
      title: "Сервер завершает работу",
      why: "Сервер этой консоли останавливают или перезапускают. Он не принимает новые вызовы и завершает живые; уже распознанное остаётся на странице.",
      next: "Повторите вызов, когда сервер вернётся, обычно в течение минуты; тогда же можно снова отправить живую запись. Если он не возвращается, обратитесь к тому, кто его обслуживает.",
    },
  },
  find: (clues) => weigh({ decisive: [errorTextMatch(clues, new RegExp(goingAwayWords))] }),
};
