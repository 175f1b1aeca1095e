import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";

const en = {
  failed: "Nothing leaves this browser: a part of the console did not start",
  states: {
    elsewhere: "Another tab does it",
    sending: "Under way",
    sent: "Up to date",
    waiting: "Not reachable now; tries again",
    stopped: "Stopped",
  },
  sent: "Sent since this tab began",
  waiting: "Waiting",
  refused: "Not taken",
  last: "Last sent",
  lag: "Oldest that waits",
  cost: "Work for one event",
  since: (when: string) => `Since ${when}.`,
  nextTry: (when: string) => `Next try ${when}.`,
  nothing: "nothing yet",
  events: (count: number) => counted("en", count, { one: "event", other: "events" }),
  reasons: "Why events were not taken",
};

const ru = {
  failed: "Ничего не уходит из этого браузера: часть консоли не запустилась",
  states: {
    elsewhere: "Этим занята другая вкладка",
    sending: "Выполняется",
    sent: "Всё отправлено",
    waiting: "Сейчас недоступно, попытки повторяются",
    stopped: "Остановлено",
  },
  sent: "Отправлено с открытия этой вкладки",
  waiting: "Ожидает",
  refused: "Не принято",
  last: "Последняя отправка",
  lag: "Самое старое из ожидающих",
  cost: "Работа на одно событие",
  since: (when: string) => `С ${when}.`,
  nextTry: (when: string) => `Следующая попытка ${when}.`,
  nothing: "пока ничего",
  events: (count: number) => counted("ru", count, { one: "событие", few: "события", many: "событий" }),
  reasons: "Почему события не приняты",
} satisfies typeof en;

/** The words about what leaves this browser by itself. */
export const outboxText: Dictionary<typeof en> = { en, ru };
