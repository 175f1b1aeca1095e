import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";

const en = {
  hidden: {
    calls: (count: number) =>
      counted("en", count, { one: "call of the console hidden", other: "calls of the console hidden" }),
    events: (count: number) =>
      counted("en", count, { one: "event of the console hidden", other: "events of the console hidden" }),
  },
  shown: "Calls of the console shown",
  show: "Show",
  hide: "Hide",
  jq: "Copy their number as jq",
};

const ru = {
  hidden: {
    calls: (count: number) =>
      counted("ru", count, {
        one: "вызов консоли скрыт",
        few: "вызова консоли скрыты",
        many: "вызовов консоли скрыто",
      }),
    events: (count: number) =>
      counted("ru", count, {
        one: "событие консоли скрыто",
        few: "события консоли скрыты",
        many: "событий консоли скрыто",
      }),
  },
  shown: "Вызовы консоли показаны",
  show: "Показать",
  hide: "Скрыть",
  jq: "Копировать их число как jq",
} satisfies typeof en;

/** The words about calls that the console makes by itself. */
export const ownCallsText: Dictionary<typeof en> = { en, ru };
