import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";

const en = {
  newVersion: "A new version of the console is ready.",
  reload: "Reload now",
  later: "Later",
  serverGone: "The console’s server isn’t responding.",
  serverGoneWhy: "This page needs it. Logs, Overview, Dashboards, Errors, Alerts and support bundles work without it.",
  toLogs: "Open Logs",
  noPlatform: "No speech platform here",
  noPlatformWhy:
    "This copy of the console reads logs: it makes no calls, and what you open stays in this browser. Open or drop log files or support bundles on Logs.",
};

/** What is said where a new version waits, and where a page has no server. */
export const offlineText: Dictionary<typeof en> = {
  en,
  ru: {
    newVersion: "Доступна новая версия консоли.",
    reload: "Перезагрузить",
    later: "Позже",
    serverGone: "Сервер консоли не отвечает.",
    serverGoneWhy:
      "Этой странице он нужен. «Журнал», «Обзор», «Панели», «Ошибки», «Оповещения» и пакеты для поддержки работают без него.",
    toLogs: "Открыть «Журнал»",
    noPlatform: "Здесь нет речевой платформы",
    noPlatformWhy:
      "Эта копия консоли читает журналы: вызовов она не делает, и всё открытое остаётся в этом браузере. Откройте или перетащите файлы журналов или пакеты для поддержки на странице «Журнал».",
  },
};
