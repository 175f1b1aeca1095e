import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { seenMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";
import { wentWellBefore } from "../../weighing.ts";

/** The sign-in at a proxy before the gateway has ended. */
export const loginEnded: Rule = {
  cause: "login-ended",
  about: "connection",
  hops: ["front_proxy"],
  refines: ["front-proxy-answered", "wrong-address", "proxy-redirects"],
  words: {
    en: {
      title: "The sign-in at a proxy has ended",
      why: "Calls at this address went well before, and now a proxy answers them with a page or a redirect, as it does with people who are not signed in.",
      next: "Reload this page and sign in.",
    },
    ru: {
      title: "Вход на прокси закончился",
      why: "Раньше вызовы по этому адресу проходили, а теперь прокси отвечает на них страницей или перенаправлением, как тем, кто не вошёл.",
      next: "Перезагрузите страницу и войдите.",
    },
  },
  find: (clues) =>
    weigh({ strong: [wentWellBefore(clues, Infinity) && (isLogin(clues) ?? seenMatch(clues, "redirected", /true/))] }),
};

/** A page with a good status in the place of an answer. */
function isLogin(clues: Clues) {
  const isPage = clues.seen.content_type?.startsWith("text/html") === true && clues.seen.http_status === 200;
  return isPage ? seenMatch(clues, "content_type", /./) : undefined;
}
