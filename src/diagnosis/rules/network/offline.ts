import { weigh } from "../../evidence.ts";
import { browserEvidence, seenMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The device is offline. */
export const offline: Rule = {
  cause: "offline",
  about: "connection",
  hops: ["browser"],
  refines: ["no-answer", "gateway-unreachable"],
  words: {
    en: {
      title: "This device is offline",
      why: "The browser reports that it has no network connection, so the call never left this device.",
      next: "Connect to the network and repeat the call. The page and the log work without it.",
    },
    ru: {
      title: "Устройство не в сети",
      why: "Браузер сообщает, что соединения с сетью нет: вызов не покинул это устройство.",
      next: "Подключитесь к сети и повторите вызов. Страница и журнал работают и без неё.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        clues.isUnanswered &&
          clues.reachability?.online === false &&
          browserEvidence("online", "navigator.onLine: false"),
        clues.isUnanswered && clues.seen.online_before === false && seenMatch(clues, "online_before", /false/),
      ],
    }),
};
