import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted } from "../../kit/i18n/plural.ts";

const en = {
  sides: { left: "Reference", right: "Compared" },
  log: "Log",
  live: "Live log",
  swap: "Swap the sides",
  missing: "This log isn’t in this browser",
  missingWhy: "Open or drop its files here, or choose another one.",
  counts: (calls: number, lines: number) =>
    `${counted("en", calls, { one: "call", other: "calls" })}, ${counted("en", lines, { one: "line", other: "lines" })}`,
  choose: "Choose two logs, or two ranges of one",
  chooseWhy: "A customer’s log and a good one, before and after an update, yesterday and today.",
  comparing: "Comparing…",
  steps: (done: number, total: number) => `${String(done)} of ${String(total)} questions`,
  again: "Compare again",
  failed: "Couldn’t compare the logs",
  answer: "What differs",
  against: (right: number, left: number) =>
    `${counted("en", right, { one: "call", other: "calls" })} against ${new Intl.NumberFormat("en").format(left)}`,
  againstLines: (right: number, left: number) =>
    `${counted("en", right, { one: "line", other: "lines" })} against ${new Intl.NumberFormat("en").format(left)}`,
  found: (count: number) => counted("en", count, { one: "difference", other: "differences" }),
  nothing: "Nothing differs beyond chance",
  nothingWhy: (tried: number) =>
    `${counted("en", tried, { one: "value was compared", other: "values and percentiles were compared" })}: errors, response times, calls, fields, versions and settings.`,
  empty: "No calls to compare",
  emptyWhy: "Neither side has a call or an event in its range.",
  few: "With so few calls only large differences show.",
  tried: (tried: number) => `${counted("en", tried, { one: "value", other: "values and percentiles" })} compared.`,
  how: "the comparison",
  howChance:
    "Only what chance explains in fewer than 1 of 500 comparisons of equal logs is listed (Fisher’s exact test, corrected for all that is compared), within operations: a log with more calls of one kind is no other log.",
  howDurations:
    "Response times are those of successful calls, with 95 % intervals; p50 from 20 calls a side, p95 from 60. Differences under 1.2 times are left out.",
  howSettings: "Versions and settings are listed when the logs have no value in common, or one was changed.",
  kinds: {
    errors: "Errors",
    durations: "Response times",
    operations: "Calls new or gone",
    fields: "Field values",
    settings: "Versions and settings",
  },
  what: "What",
  turns: {
    new: "new",
    gone: "gone",
    more: "more",
    less: "less",
    slower: "slower",
    faster: "faster",
    other: "other",
  },
  shareOf: (share: string, of: string) => `${share} of ${of}`,
  estimate: (interval: string, calls: string) => `${interval}, of ${calls}`,
  none: "none",
  unnamed: "Not named in the log",
  models: (query: string) => `Models (${query})`,
};

const ru = {
  sides: { left: "Эталон", right: "Сравниваемый" },
  log: "Журнал",
  live: "Текущий журнал",
  swap: "Поменять местами",
  missing: "Этого журнала нет в этом браузере",
  missingWhy: "Откройте или перетащите сюда его файлы либо выберите другой.",
  counts: (calls: number, lines: number) =>
    `${counted("ru", calls, { one: "вызов", few: "вызова", many: "вызовов" })}, ${counted("ru", lines, { one: "строка", few: "строки", many: "строк" })}`,
  choose: "Выберите два журнала или два диапазона одного",
  chooseWhy: "Журнал клиента и исправный, до и после обновления, вчера и сегодня.",
  comparing: "Сравнение…",
  steps: (done: number, total: number) => `${String(done)} из ${String(total)} вопросов`,
  again: "Сравнить снова",
  failed: "Не удалось сравнить журналы",
  answer: "Чем отличаются",
  against: (right: number, left: number) =>
    `${counted("ru", right, { one: "вызов", few: "вызова", many: "вызовов" })} против ${new Intl.NumberFormat("ru").format(left)}`,
  againstLines: (right: number, left: number) =>
    `${counted("ru", right, { one: "строка", few: "строки", many: "строк" })} против ${new Intl.NumberFormat("ru").format(left)}`,
  found: (count: number) => counted("ru", count, { one: "отличие", few: "отличия", many: "отличий" }),
  nothing: "Отличий сверх случайных нет",
  nothingWhy: (tried: number) =>
    `${counted("ru", tried, { one: "значение сравнено", few: "значения и перцентиля сравнены", many: "значений и перцентилей сравнено" })}: ошибки, время ответа, вызовы, поля, версии и настройки.`,
  empty: "Сравнивать нечего: вызовов нет",
  emptyWhy: "Ни с одной стороны в диапазоне нет ни вызовов, ни событий.",
  few: "При таком числе вызовов видны только большие отличия.",
  tried: (tried: number) =>
    `${counted("ru", tried, { one: "значение сравнено", few: "значения и перцентиля сравнены", many: "значений и перцентилей сравнено" })}.`,
  how: "сравнение",
  howChance:
    "Названо только то, что среди одинаковых журналов бывает случайно реже чем в 1 сравнении из 500 (точный критерий Фишера с поправкой на всё, что сравнивалось), и внутри операций: журнал, где больше вызовов одного вида, — не другой журнал.",
  howDurations:
    "Время ответа — по успешным вызовам, с 95-процентными интервалами; p50 от 20 вызовов с каждой стороны, p95 от 60. Отличия меньше чем в 1,2 раза опущены.",
  howSettings: "Версии и настройки названы, если у журналов нет общего значения или одно из них изменили.",
  kinds: {
    errors: "Ошибки",
    durations: "Время ответа",
    operations: "Новые и исчезнувшие вызовы",
    fields: "Значения полей",
    settings: "Версии и настройки",
  },
  what: "Что",
  turns: {
    new: "новое",
    gone: "исчезло",
    more: "чаще",
    less: "реже",
    slower: "медленнее",
    faster: "быстрее",
    other: "другое",
  },
  shareOf: (share: string, of: string) => `${share} из ${of}`,
  estimate: (interval: string, calls: string) => `${interval}, из ${calls}`,
  none: "нет",
  unnamed: "Не названо в журнале",
  models: (query: string) => `Модели (${query})`,
} satisfies typeof en;

/** The words of the page that compares two logs. */
export const compareText: Dictionary<typeof en> = { en, ru };
export type CompareText = typeof en;
