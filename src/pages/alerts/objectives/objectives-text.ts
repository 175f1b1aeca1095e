import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";

const en = {
  empty: "No objectives yet",
  emptyWhy:
    "An objective is a promise, such as 99 % of calls end well within 30 days. It shows how much failure is left.",
  add: "Add objective",
  name: "Name",
  query: "Calls",
  queryHint: "As in Logs. Empty: all",
  target: "Target, %",
  targetWrong: "From 50 to 99.999",
  days: "Days",
  good: "A good call",
  goods: { success: "ends well", faster: "ends well and in time" },
  thanMs: "At most, ms",
  defaultName: "Calls end well",
  promise: (target: string, days: number) => `${target} in ${counted("en", days, { one: "day", other: "days" })}`,
  reached: "reached",
  budget: "error budget left",
  budgetOf: (bad: string, allowed: string) => `${bad} of ${allowed} bad calls allowed`,
  burn: (long: string) => `burn rate, ${long}`,
  burning: {
    fast: "The budget is being spent very fast",
    slow: "The budget is being spent too fast",
    no: "The budget isn’t being spent too fast",
  },
  exhausted: (when: string) => `At this rate it is used up ${when}`,
  usedUp: "The budget is used up",
  lasts: "At this rate it lasts",
  short: (share: string) => `The log holds ${share} of these days`,
  noCalls: "No call in these days",
  spent: "Error budget left",
  chartLabel: (left: string) => `Error budget over time, ${left} left`,
  delete: (name: string) => `Delete ${name}`,
  atEnd: "at the end of this log",
};

const ru = {
  empty: "Целей ещё нет",
  emptyWhy: "Цель — это обещание, например: 99 % вызовов успешны за 30 дней. Видно, сколько ошибок ещё допустимо.",
  add: "Добавить цель",
  name: "Название",
  query: "Вызовы",
  queryHint: "Как в «Журнале». Пусто: все",
  target: "Цель, %",
  targetWrong: "От 50 до 99,999",
  days: "Дней",
  good: "Хороший вызов",
  goods: { success: "завершён успешно", faster: "успешен и вовремя" },
  thanMs: "Не дольше, мс",
  defaultName: "Вызовы успешны",
  promise: (target: string, days: number) =>
    `${target} за ${counted("ru", days, { one: "день", few: "дня", many: "дней" })}`,
  reached: "достигнуто",
  budget: "запаса ошибок осталось",
  budgetOf: (bad: string, allowed: string) => `${bad} из ${allowed} допустимых плохих вызовов`,
  burn: (long: string) => `скорость расхода, ${long}`,
  burning: {
    fast: "Запас расходуется очень быстро",
    slow: "Запас расходуется слишком быстро",
    no: "Запас не расходуется слишком быстро",
  },
  exhausted: (when: string) => `С такой скоростью закончится ${when}`,
  usedUp: "Запас исчерпан",
  lasts: "С такой скоростью хватит",
  short: (share: string) => `В журнале ${share} этих дней`,
  noCalls: "За эти дни нет вызовов",
  spent: "Остаток запаса ошибок",
  chartLabel: (left: string) => `Запас ошибок во времени, осталось ${left}`,
  delete: (name: string) => `Удалить: ${name}`,
  atEnd: "на конец этого журнала",
} satisfies typeof en;

/** The words of the objectives. */
export const objectivesText: Dictionary<typeof en> = { en, ru };
