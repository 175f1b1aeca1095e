import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";

const en = {
  label: {
    calls: (count: number) => `${counted("en", count, { one: "call", other: "calls" })} over time`,
    events: (count: number) => `${counted("en", count, { one: "event", other: "events" })} over time`,
  },
  keys: "Drag to choose a range, Shift-drag to move, wheel or + and − to zoom, Esc for the whole log",
  from: "Beginning of the range",
  to: "End of the range",
  window: "Range",
  splitBy: "Split by",
  by: (field: string) => `by ${field}`,
  others: "others",
  lost: (count: number, from: string, to: string) =>
    `${counted("en", count, { one: "event", other: "events" })} lost between ${from} and ${to}`,
  table: "Counts over time",
  time: "Time",
  gaps: "Gaps in the log",
  all: "of all in the log",
};

const ru = {
  label: {
    calls: (count: number) => `${counted("ru", count, { one: "вызов", few: "вызова", many: "вызовов" })} по времени`,
    events: (count: number) =>
      `${counted("ru", count, { one: "событие", few: "события", many: "событий" })} по времени`,
  },
  keys: "Перетаскивание — выбор диапазона, с Shift — сдвиг, колесо или + и − — масштаб, Esc — весь журнал",
  from: "Начало диапазона",
  to: "Конец диапазона",
  window: "Диапазон",
  splitBy: "Разделить",
  by: (field: string) => `по ${field}`,
  others: "прочие",
  lost: (count: number, from: string, to: string) =>
    `${counted("ru", count, { one: "событие потеряно", few: "события потеряно", many: "событий потеряно" })} с ${from} до ${to}`,
  table: "Количество по времени",
  time: "Время",
  gaps: "Пропуски в журнале",
  all: "из всех в журнале",
} satisfies typeof en;

/** The words of the chart over time. */
export const chartText: Dictionary<typeof en> = { en, ru };
