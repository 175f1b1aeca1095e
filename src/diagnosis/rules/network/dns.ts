import { conclude, probeFailed, errorTextMatch } from "../../clues.ts";
import type { Rule } from "../../rule.ts";

/** The platform's host name cannot be resolved. */
export const dns: Rule = {
  cause: "dns",
  about: "connection",
  words: {
    en: {
      title: "The name of the platform is not known",
      why: "The gateway cannot resolve the platform's host name: the name is mistyped, or the name server does not know it.",
      next: "Check api_address in config.ini, and restart the console after a change. If the name is right, ask the network's operator why it is not resolved where the gateway runs.",
    },
    ru: {
      title: "Имя платформы не находится в DNS",
      why: "Шлюз не может получить адрес по имени платформы: имя написано с ошибкой или сервер имён его не знает.",
      next: "Проверьте api_address в config.ini; после правки перезапустите консоль. Если имя верно, узнайте у администратора сети, почему оно не находится там, где работает шлюз.",
    },
  },
  find: (clues) =>
    conclude({
      certain: [probeFailed(clues, "dns", /./)],
      likely: [clues.isAboutConnection && errorTextMatch(clues, /DNS resolution failed[^;]*|no such host/)],
      possible: [
        clues.isAboutConnection && errorTextMatch(clues, /no_healthy_upstream|no healthy upstream|ENOTFOUND|EAI_AGAIN/),
      ],
    }),
};
