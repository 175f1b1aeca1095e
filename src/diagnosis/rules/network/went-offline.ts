import { weigh } from "../../evidence.ts";
import { seenMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The device lost its network while the call ran. */
export const wentOffline: Rule = {
  cause: "went-offline",
  about: "connection",
  hops: ["browser"],
  refines: ["no-answer", "gateway-unreachable", "stream-reset", "silent-stream-cut"],
  words: {
    en: {
      title: "The network went away during the call",
      why: "The browser was online when the call began, and offline when it ended.",
      next: "Connect to the network and repeat the call.",
    },
    ru: {
      title: "Сеть пропала во время вызова",
      why: "Когда вызов начался, браузер был в сети, а когда закончился — уже нет.",
      next: "Подключитесь к сети и повторите вызов.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        (clues.isUnanswered || clues.isTorn) &&
          clues.seen.online_before !== false &&
          seenMatch(clues, "online_after", /^false$/),
      ],
    }),
};
