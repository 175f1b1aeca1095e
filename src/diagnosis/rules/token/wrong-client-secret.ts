import { conclude, errorTextMatch } from "../../clues.ts";
import type { Rule } from "../../rule.ts";
import { tokenEvent, tokenProbe } from "../../token-evidence.ts";

/** The token server does not accept the client id or secret. */
export const wrongClientSecret: Rule = {
  cause: "wrong-client-secret",
  about: "account",
  words: {
    en: {
      title: "The token server does not accept the client",
      why: "The token server refused client_id and client_secret, so calls go without a valid token.",
      next: "Check client_id and client_secret: in config.ini, where the gateway takes a new secret within seconds, or in Settings, Access, when this page gets the token. The platform's operator can issue a new secret.",
    },
    ru: {
      title: "Сервер токенов не принимает клиента",
      why: "Сервер токенов отверг client_id и client_secret, поэтому у вызовов нет действующего токена.",
      next: "Проверьте client_id и client_secret: в config.ini (новый секрет шлюз возьмёт за секунды) или, если токен получает эта страница, в «Настройки», «Доступ». Новый секрет выдаёт оператор платформы.",
    },
  },
  find: (clues) =>
    conclude({
      certain: [
        tokenProbe(clues, /unauthorized_client|invalid_client|HTTP_401/),
        tokenEvent(clues, /401|unauthorized_client|invalid_client/),
      ],
      possible: [errorTextMatch(clues, /Failed to inject credential/)],
    }),
};
