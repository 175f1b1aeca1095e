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
      { strong: [isUntravelled(clues) && readable(clues)], fair: [!isUntravelled(clues) && readable(clues)] },
      { strong: [lightCallWentWell(clues)] },
    ),
};

/** A browser needs more for a request that leaves it, even to the same machine, in milliseconds. */
const untravelledMs = 2;

/** Whether requests of the calls' path fail in less time than one that travels needs, here and to this endpoint. */
function isUntravelled({ reachability }: Clues): boolean {
  const times = reachability?.pathFails;
  return times !== undefined && times.callMs < untravelledMs && times.callMs < times.plainMs / 3;
}

/** Evidence that the endpoint answers and the page may read it, so that neither network nor CORS is at fault. */
function readable({ isUnanswered, reachability }: Clues) {
  if (!isUnanswered || reachability?.plainGet !== 200) return undefined;
  const times = reachability.pathFails;
  const failed =
    times && `, in ${times.plainMs.toFixed(1)} ms; a GET of the call's path: failed in ${times.callMs.toFixed(1)} ms`;
  return browserEvidence("plainGet", `plain GET: 200${failed ?? ""}`);
}
