import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";

const en = {
  calls: (count: number) => counted("en", count, { one: "call", other: "calls" }),
  events: (count: number) => counted("en", count, { one: "event", other: "events" }),
  per: (stretch: string) => `per ${stretch}`,
  none: "No call of the range has these numbers",
  noneOfEvents: "No event of the range has these numbers",
  failed: "The numbers could not be read",
  notUnderstood: (query: string) => `The query is not understood: ${query}`,
  emptyValue: "(empty)",
  hour: "hour",
  time: "time",
  value: "value",
  days: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  counting: "Counting…",
  withOwn: "with the console’s own calls",
  summary: (title: string, counted: string, range: string) => `${title}. ${counted}, ${range}`,
  measures: {
    rows: "calls",
    share: "success",
    sum: "sum",
    mean: "mean",
    least: "least",
    most: "greatest",
    distinct: "distinct",
  },
  units: { count: "count", ms: "milliseconds", s: "seconds", bytes: "bytes", share: "percent", number: "number" },
};

const ru = {
  calls: (count: number) => counted("ru", count, { one: "вызов", few: "вызова", many: "вызовов" }),
  events: (count: number) => counted("ru", count, { one: "событие", few: "события", many: "событий" }),
  per: (stretch: string) => `по ${stretch}`,
  none: "Ни у одного вызова за это время нет таких чисел",
  noneOfEvents: "Ни у одного события за это время нет таких чисел",
  failed: "Числа не прочитаны",
  notUnderstood: (query: string) => `Запрос не понят: ${query}`,
  emptyValue: "(пусто)",
  hour: "час",
  time: "время",
  value: "значение",
  days: ["Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"],
  counting: "Считаем…",
  withOwn: "с собственными вызовами консоли",
  summary: (title: string, counted: string, range: string) => `${title}. ${counted}, ${range}`,
  measures: {
    rows: "вызовы",
    share: "успех",
    sum: "сумма",
    mean: "среднее",
    least: "наименьшее",
    most: "наибольшее",
    distinct: "разных",
  },
  units: { count: "штуки", ms: "миллисекунды", s: "секунды", bytes: "байты", share: "проценты", number: "число" },
} satisfies typeof en;

/** The words of a panel. */
export const panelText: Dictionary<typeof en> = { en, ru };
export type PanelText = typeof en;
