import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import type { LastRange } from "./chosen-range.ts";

const en = {
  title: "Time range",
  last: {
    "15m": "Last 15 minutes",
    "1h": "Last hour",
    "6h": "Last 6 hours",
    "24h": "Last 24 hours",
    "7d": "Last 7 days",
    "30d": "Last 30 days",
  } satisfies Record<LastRange, string>,
  beforeEnd: "Up to the end of this log",
  whole: "Whole log",
  around: "Around the selected row",
  aroundMs: (minutes: number) => (minutes < 60 ? `± ${String(minutes)} min` : `± ${String(minutes / 60)} h`),
  exact: "From and to",
  from: "From",
  to: "To",
  apply: "Apply",
  reversed: "The end must be after the beginning",
  since: (from: string) => `since ${from}`,
  until: (to: string) => `until ${to}`,
};

const ru = {
  title: "Диапазон времени",
  last: {
    "15m": "Последние 15 минут",
    "1h": "Последний час",
    "6h": "Последние 6 часов",
    "24h": "Последние 24 часа",
    "7d": "Последние 7 дней",
    "30d": "Последние 30 дней",
  } satisfies Record<LastRange, string>,
  beforeEnd: "До конца этого журнала",
  whole: "Весь журнал",
  around: "Около выбранной строки",
  aroundMs: (minutes: number) => (minutes < 60 ? `± ${String(minutes)} мин` : `± ${String(minutes / 60)} ч`),
  exact: "С какого и по какое время",
  from: "С",
  to: "До",
  apply: "Применить",
  reversed: "Конец должен быть позже начала",
  since: (from: string) => `с ${from}`,
  until: (to: string) => `до ${to}`,
} satisfies typeof en;

/** The words of the range picker. */
export const rangeText: Dictionary<typeof en> = { en, ru };
