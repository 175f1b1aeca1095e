import { weigh } from "../../evidence.ts";
import { refusingToken } from "../../hop.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";
import { serviceAccountWords, tokenEvent, tokenFacts, tokenProbe } from "../../token-evidence.ts";

/** The token server does not accept the client id or secret. */
export const wrongClientSecret: Rule = {
  cause: "wrong-client-secret",
  about: "account",
  hops: refusingToken,
  refines: ["token-missing"],
  steps: ["token"],
  words: {
    en: {
      title: "The token server does not accept the client",
      why: "The token server refused client_id and client_secret, so calls go without a valid token.",
      next: "Check client_id and client_secret: in config.ini, where the gateway takes a new secret within seconds, or in Settings, Access, when this page gets the token. The platform's operator can issue a new secret.",
      nextBy: {
        gateway:
          "The gateway gets the token here: check client_id and client_secret in config.ini; it takes a new secret within seconds. The platform's operator can issue one.",
        page: "This page gets the token: check client_id and client_secret in Settings, Access. The platform's operator can issue a new secret.",
      },
    },
    ru: {
      title: "Сервер токенов не принимает клиента",
      why: "Сервер токенов отверг client_id и client_secret, поэтому у вызовов нет действующего токена.",
      next: "Проверьте client_id и client_secret: в config.ini (новый секрет шлюз возьмёт за секунды) или, если токен получает эта страница, в «Настройки», «Доступ». Новый секрет выдаёт оператор платформы.",
      nextBy: {
        gateway:
          "Токен здесь получает шлюз: проверьте client_id и client_secret в config.ini, новый секрет он возьмёт за секунды. Выдаёт его оператор платформы.",
        page: "Токен получает эта страница: проверьте client_id и client_secret в «Настройки», «Доступ». Новый секрет выдаёт оператор платформы.",
      },
    },
  },
  facts: tokenFacts,
  find: (clues) =>
    weigh(
      {
        // RFC 6749, 5.2; Keycloak says unauthorized_client.
        decisive: [
          tokenProbe(clues, /unauthorized_client|invalid_client|HTTP_401/),
          tokenEvent(clues, /\b401\b|unauthorized_client|invalid_client/),
        ],
        fair: [errorTextMatch(clues, /Failed to inject credential/)],
      },
      {
        // Keycloak: the secret is right, the client lacks a setting.
        decisive: [tokenProbe(clues, serviceAccountWords), tokenEvent(clues, serviceAccountWords)],
        // Another refusal of RFC 6749, 5.2.
        strong: [tokenProbe(clues, otherRefusals), tokenEvent(clues, otherRefusals)],
      },
    ),
};

const otherRefusals = /invalid_request|invalid_grant|unsupported_grant_type|invalid_scope|access_denied|server_error/;
