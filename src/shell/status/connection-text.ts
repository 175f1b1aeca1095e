import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";

const en = {
  plain: {
    checking: "Contacting this page’s server.",
    direct: "Everything works: calls reach the speech platform.",
    envoy: "Everything works: calls reach the speech platform.",
    barred: "This page’s server is up, but the last call didn’t reach the platform or was refused.",
    scenario: "Recorded calls are played instead of the platform’s own answers.",
    unreachable: "This page’s server isn’t responding. The log and settings still work.",
    elsewhere: "Calls go to the endpoint in Settings. It’s checked by the first call.",
    alone: "No speech platform stands behind this copy. It reads logs, and what you open stays in this browser.",
  },
  details: "How it works",
  why: {
    direct:
      "The companion serves gRPC-Web directly, without Envoy. To run with Envoy as in production: npm run start:envoy.",
    envoy: "Calls go through Envoy, which converts gRPC-Web to gRPC, as in production.",
    barred: "Check connection tests each step on the way.",
    scenario:
      "The embedded platform plays recorded calls: their status and times are those of the log that the scenario was made from, sound and texts are made anew. To end it, start the console without --scenario.",
    unreachable: "Make sure npm start is running.",
  },
};

const ru = {
  plain: {
    checking: "Обращаемся к серверу этой страницы.",
    direct: "Всё работает: вызовы доходят до речевой платформы.",
    envoy: "Всё работает: вызовы доходят до речевой платформы.",
    barred: "Сервер этой страницы отвечает, но последний вызов не дошёл до платформы или получил отказ.",
    scenario: "Вместо ответов платформы воспроизводятся записанные вызовы.",
    unreachable: "Сервер этой страницы не отвечает. Журнал и настройки работают и без него.",
    elsewhere: "Вызовы идут на адрес из настроек. Его проверит первый вызов.",
    alone: "За этой копией нет речевой платформы. Она читает журналы, и всё открытое остаётся в этом браузере.",
  },
  details: "Как это устроено",
  why: {
    direct: "Компаньон отдаёт gRPC-Web напрямую, без Envoy. Запуск с Envoy, как в рабочей среде: npm run start:envoy.",
    envoy: "Вызовы идут через Envoy, который преобразует gRPC-Web в gRPC, как в рабочей среде.",
    barred: "«Проверка соединения» проверит каждый шаг на пути.",
    scenario:
      "Встроенная платформа воспроизводит записанные вызовы: статус и время — из журнала, по которому сделан сценарий, звук и тексты создаются заново. Чтобы закончить, запустите консоль без --scenario.",
    unreachable: "Проверьте, что npm start запущен.",
  },
} satisfies typeof en;

/** What the state of the connection means, shown on demand. */
export const connectionText: Dictionary<typeof en> = { en, ru };
