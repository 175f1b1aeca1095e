import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted, plural } from "../../../kit/i18n/plural.ts";

const events = {
  en: (count: number) => counted("en", count, { one: "event", other: "events" }),
  ru: (count: number) => counted("ru", count, { one: "событие", few: "события", many: "событий" }),
};
const patterns = {
  en: (count: number) => counted("en", count, { one: "pattern", other: "patterns" }),
  ru: (count: number) => counted("ru", count, { one: "шаблон", few: "шаблона", many: "шаблонов" }),
};

const en = {
  title: "Patterns",
  list: "Patterns of messages",
  what: "Quoted names in a message are replaced by “…”, and paths, times, ids and numbers by #. What remains is its pattern.",
  whatCounted:
    "Each event belongs to exactly one pattern, so the counts add up. A click shows these events. Of a long message only the beginning counts.",
  order: "Order",
  orders: { lines: "Frequent", newest: "Newest", errors: "Most errors" },
  find: "Find a pattern",
  summary: (lines: number, distinct: number) => `${events.en(lines)} in ${patterns.en(distinct)}`,
  found: (found: number, lines: number, all: string) => `${patterns.en(found)} with ${events.en(lines)}, of ${all}`,
  reading: "Reading messages",
  counting: "Counting values",
  soFar: (done: string, total: string) => `${done} of ${total} events so far`,
  failed: "Couldn’t count the messages",
  noLines: "No matching events",
  noPattern: "No pattern has this text",
  eventsOf: (count: number) => plural("en", count, { one: "event", other: "events" }),
  filter: "Show these events",
  filterValue: "Show events with this value",
  seen: (first: string, last: string) => `${first} – ${last}`,
  noMessage: "Events without a message",
  emptyMessage: "Empty message",
  details: (pattern: string) => `Values and example of ${pattern}`,
  detailsOf: (pattern: string) => `Details of ${pattern}`,
  further: (count: number, lines: number) => `${patterns.en(count)} more with ${events.en(lines)}`,
  more: "Show more",
  searchThem: "Search to find them",
  newest: "Newest event",
  nothingReplaced: "Nothing was replaced: all messages are equal up to white space.",
  replaced: "Replaced values",
  distinct: (count: number, lines: number) =>
    `${counted("en", count, { one: "value", other: "different values" })} in ${events.en(lines)}`,
  figures: { least: "Min", median: "Median", p95: "p95", most: "Max" },
  logarithmic: "Logarithmic scale",
  values: "Most frequent values",
  others: (count: number, lines: number) =>
    `${counted("en", count, { one: "other value", other: "other values" })} in ${events.en(lines)}`,
  asItIs: (sign: string, lines: number) => `The sign ${sign} itself in ${events.en(lines)}`,
};

const ru = {
  title: "Шаблоны",
  list: "Шаблоны сообщений",
  what: "Имена в кавычках заменяются на «…», а пути, время, идентификаторы и числа — на #. То, что осталось, и есть шаблон сообщения.",
  whatCounted:
    "Каждое событие относится ровно к одному шаблону, поэтому числа складываются в общее. Щелчок показывает эти события. От длинного сообщения берётся только начало.",
  order: "Порядок",
  orders: { lines: "Частые", newest: "Новые", errors: "С ошибками" },
  find: "Найти шаблон",
  summary: (lines: number, distinct: number) => `${events.ru(lines)}, ${patterns.ru(distinct)}`,
  found: (found: number, lines: number, all: string) =>
    `Найдено: ${patterns.ru(found)}, ${events.ru(lines)} (всего ${all})`,
  reading: "Чтение сообщений",
  counting: "Подсчёт значений",
  soFar: (done: string, total: string) => `пока ${done} из ${total} событий`,
  failed: "Не удалось посчитать сообщения",
  noLines: "Нет подходящих событий",
  noPattern: "Нет шаблона с таким текстом",
  eventsOf: (count: number) => plural("ru", count, { one: "событие", few: "события", many: "событий" }),
  filter: "Показать эти события",
  filterValue: "Показать события с этим значением",
  seen: (first: string, last: string) => `${first} – ${last}`,
  noMessage: "События без сообщения",
  emptyMessage: "Пустое сообщение",
  details: (pattern: string) => `Значения и пример: ${pattern}`,
  detailsOf: (pattern: string) => `Подробности: ${pattern}`,
  further: (count: number, lines: number) => `Ещё ${patterns.ru(count)}, ${events.ru(lines)}`,
  more: "Показать ещё",
  searchThem: "Найти их можно поиском",
  newest: "Последнее событие",
  nothingReplaced: "Ничего не заменено: все сообщения одинаковы с точностью до пробелов.",
  replaced: "Заменённые значения",
  distinct: (count: number, lines: number) =>
    `${counted("ru", count, { one: "значение", few: "разных значения", many: "разных значений" })}, ${events.ru(lines)}`,
  figures: { least: "Мин.", median: "Медиана", p95: "p95", most: "Макс." },
  logarithmic: "Логарифмическая шкала",
  values: "Самые частые значения",
  others: (count: number, lines: number) =>
    `${counted("ru", count, { one: "другое значение", few: "других значения", many: "других значений" })}, ${events.ru(lines)}`,
  asItIs: (sign: string, lines: number) => `Сам знак ${sign}: ${events.ru(lines)}`,
} satisfies typeof en;

/** The words of the view of patterns. */
export const patternsText: Dictionary<typeof en> = { en, ru };
