import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { lightCallWentWell } from "../../light-call.ts";
import { browserEvidence } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** Something in the browser stopped the request before it was sent. */
export const extensionBlocks: Rule = {
  cause: "extension-blocks",
  about: "connection",
  hops: ["browser"],
  refines: ["no-answer"],
  check: { kind: "call" },
  words: {
    en: {
      title: "Something in this browser stops the call",
      why: "The endpoint answers a plain request at once, while the call ended before it can have left this device: an extension or a filter of the browser stops it.",
      next: "Open the page in a private window without extensions, or except this page from the filter.",
    },
    ru: {
      title: "Вызов останавливает что-то в этом браузере",
      why: "На простой запрос сервер отвечает сразу, а вызов закончился раньше, чем мог покинуть устройство: его останавливает расширение или фильтр браузера.",
      next: "Откройте страницу в приватном окне без расширений или добавьте её в исключения фильтра.",
    },
  },
  find: (clues) =>
    weigh(
      {
        strong: [isInstant(clues) && readable(clues)],
        fair: [!isInstant(clues) && readable(clues)],
      },
      { strong: [lightCallWentWell(clues)] },
    ),
};

/** Nothing travels to a server and back in less, with the work of a browser around it, in milliseconds. */
const instantMs = 15;

const isInstant = ({ end }: Clues) => (end?.duration_ms ?? Infinity) < instantMs;

/** Evidence that the endpoint answers and the page may read it, so that neither network nor CORS is at fault. */
function readable({ isUnanswered, reachability }: Clues) {
  const plainGet = reachability?.plainGet;
  return isUnanswered && plainGet === 200 && browserEvidence("plainGet", "plain GET: 200");
}
