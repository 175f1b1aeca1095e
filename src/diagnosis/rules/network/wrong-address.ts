import { conclude, endedWith, errorTextMatch } from "../../clues.ts";
import { grpcStatus } from "../../../wire/grpc-status.ts";
import type { Rule } from "../../rule.ts";

/** Another server responds at the platform's address. */
export const wrongAddress: Rule = {
  cause: "wrong-address",
  about: "connection",
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
    conclude({
      certain: [errorTextMatch(clues, /answered \d+ with [^;]* instead of gRPC-Web/)],
      likely: [
        !clues.isFromPlatform && endedWith(clues, grpcStatus.unimplemented),
        !clues.isFromPlatform &&
          (clues.code === grpcStatus.unknown || clues.code === grpcStatus.unimplemented) &&
          errorTextMatch(clues, html),
      ],
    }),
};

const html = /<(?:!doctype|html|head|body|title|form|h1|div|p)\b[^>]*>/i;
