import { grpcStatus } from "../../../wire/grpc-status.ts";
import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { endedWith, errorTextMatch, eventEvidence, httpStatus } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";
import { html } from "../../seen.ts";

/** Another server responds at the platform's address. */
export const wrongAddress: Rule = {
  cause: "wrong-address",
  about: "connection",
  hops: ["front_proxy", "platform_proxy"],
  isLasting: true,
  refines: ["front-proxy-answered", "platform-proxy-answered"],
  words: {
    en: {
      title: "This is not the platform's address",
      why: "The answer came from a web page or a gateway without this route, for example a login page.",
      next: "If calls worked before, a sign-in has expired: reload this page. Otherwise check api_address (host and port) in config.ini, and the endpoint in Settings. Open the address in a browser to see who answers.",
    },
    ru: {
      title: "По этому адресу не платформа",
      why: "Ответила не служба gRPC, а веб-страница или шлюз без такого маршрута, например страница входа.",
      next: "Если вызовы до этого проходили, истёк вход: перезагрузите страницу. Иначе проверьте api_address (имя и порт) в config.ini и адрес в настройках. Откройте адрес в браузере, чтобы увидеть, кто отвечает.",
    },
  },
  find: (clues) =>
    weigh(
      {
        strong: [isPage(clues) && [200, 404, undefined].includes(clues.seen.http_status) && pageEvidence(clues)],
        fair: [httpStatus(clues, 404), !clues.isFromPlatform && endedWith(clues, grpcStatus.unimplemented)],
      },
      { strong: [errorTextMatch(clues, errorPage)] },
    ),
};

/** Titles of pages that a proxy makes of an error or a redirect. */
const errorPage =
  /\b(?:301 Moved|302 Found|400 Bad Request|401 (?:Authorization|Unauthorized)|403 Forbidden|50\d [A-Z]|525)|Access Denied|Bad [Gg]ateway/;

/** Whether the answer is a page of HTML. */
function isPage({ seen, errorText }: Clues): boolean {
  return html.test(errorText) || (seen.content_type?.startsWith("text/html") ?? false);
}

function pageEvidence({ end, seen }: Clues) {
  const status = seen.http_status === undefined ? "" : `HTTP ${String(seen.http_status)}, `;
  return end && eventEvidence(end, `${status}${seen.body_text ?? end.error?.error_message ?? "text/html"}`);
}
