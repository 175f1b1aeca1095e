import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { browserEvidence, errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The WebSocket bridge for live calls rejected the call, is at its limit or is missing. */
export const bridgeRefused: Rule = {
  cause: "bridge-refused",
  about: "connection",
  hops: ["gateway", "browser"],
  words: {
    en: {
      title: "The bridge for live calls refused",
      why: "Live recognition runs over a WebSocket bridge. It is missing at this endpoint, full, or does not let this page call.",
      next: "If it is full, end other live calls and try again. A page of another origin must be listed there (--cors-origin). Otherwise use the endpoint that serves this page, which has a bridge; a proxy before it must pass WebSocket upgrades on, with the Host that the browser sent.",
    },
    ru: {
      title: "Мост для живых вызовов отказал",
      why: "Живое распознавание идёт через мост WebSocket. По этому адресу его нет, он занят или не принимает вызовы с этой страницы.",
      next: "Если мост занят, завершите другие живые вызовы и повторите. Страницу с другого адреса там нужно указать (--cors-origin). Иначе возьмите адрес, который отдаёт эту страницу: там мост есть; прокси перед ним должен пропускать WebSocket и передавать Host, присланный браузером.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        errorTextMatch(
          clues,
          /no live calls here: [^;]*|live calls need a bridge[^;]*|the bridge (?:is full[^;]*|refused this call|cannot be reached)/,
        ),
      ],
      fair: [clues.reachability?.bridge && isFull(clues)],
    }),
};

function isFull({ reachability, failed }: Clues) {
  const bridge = reachability?.bridge;
  if (!failed || !bridge || bridge.connections < bridge.maxConnections) return undefined;
  return browserEvidence("bridge", `${String(bridge.connections)} of ${String(bridge.maxConnections)} calls`);
}
