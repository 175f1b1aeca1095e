import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted } from "../../kit/i18n/plural.ts";

const en = {
  range: "Range of time",
  ranges: { "15m": "15 min", "1h": "1 h", "6h": "6 h", "24h": "24 h", "7d": "7 d", all: "All" },
  exact: (from: string, to: string) => `${from} – ${to}`,
  wholeAgain: "Show everything again",

  calls: "Calls",
  callsWhy: "Calls that began in the range: request_start events.",
  successRate: "Success rate",
  successRateWhy: "Successful calls of all that ended in success or error. Cancelled calls are neither.",
  errors: "Errors",
  errorsWhy: "Calls that ended in an error: request_error events.",
  cancelled: "Cancelled",
  cancelledWhy: "Calls that somebody gave up: request_cancelled events.",
  events: "Events",
  eventsWhy: "Lines of tts_structured.jsonl in the range, of every kind.",

  traffic: (stretch: string) => `Calls and errors per ${stretch}`,
  stretch: (minutes: number) =>
    minutes === 1
      ? "minute"
      : minutes < 60
        ? `${String(minutes)} minutes`
        : minutes < 1440
          ? counted("en", minutes / 60, { one: "hour", other: "hours" })
          : counted("en", minutes / 1440, { one: "day", other: "days" }),
  drag: "Draw over the chart to look closer",
  chart: (calls: number, errors: number) =>
    `${counted("en", calls, { one: "call", other: "calls" })} and ${counted("en", errors, { one: "error", other: "errors" })} over time`,

  services: "Success by service",
  service: "Service",
  unnamed: "Not named in the log",
  success: "Success",
  operations: "Response time by operation",
  operation: "Operation",
  p50: "p50",
  p95: "p95",
  p99: "p99",
  percentileWhy: (percent: number) =>
    `${String(percent)} of 100 calls were not slower. Calls that ended in success or error.`,
  errorTypes: "Errors by type",
  errorType: "Type",
  count: "Count",
  share: "Share",
  noErrors: "No errors in this range",
  noEnds: "No call has ended in this range",

  jq: "Copy as jq",
  showEvents: "Show these events in the log",
  empty: "No events in this log yet",
  emptyWhy: "Calls, success, response times and errors will be counted here from the log, to the last event.",
  emptyNext: "Synthesize something",
  emptyRange: "No events in this range",
  emptyRangeWhy: "The log holds events of other times.",
  failed: "The log could not be counted",
};

const ru = {
  range: "Промежуток времени",
  ranges: { "15m": "15 мин", "1h": "1 ч", "6h": "6 ч", "24h": "24 ч", "7d": "7 дн", all: "Всё" },
  exact: (from: string, to: string) => `${from} – ${to}`,
  wholeAgain: "Снова показать всё",

  calls: "Вызовы",
  callsWhy: "Вызовы, начатые в этом промежутке: события request_start.",
  successRate: "Успешно",
  successRateWhy: "Успешные из всех, что закончились успехом или ошибкой. Отменённые не считаются.",
  errors: "Ошибки",
  errorsWhy: "Вызовы, закончившиеся ошибкой: события request_error.",
  cancelled: "Отменено",
  cancelledWhy: "Вызовы, от которых отказались: события request_cancelled.",
  events: "События",
  eventsWhy: "Строки tts_structured.jsonl в этом промежутке, любые.",

  traffic: (stretch: string) => `Вызовы и ошибки за ${stretch}`,
  stretch: (minutes: number) =>
    minutes === 1
      ? "минуту"
      : minutes < 60
        ? counted("ru", minutes, { one: "минуту", few: "минуты", many: "минут", other: "минуты" })
        : minutes < 1440
          ? minutes === 60
            ? "час"
            : counted("ru", minutes / 60, { one: "час", few: "часа", many: "часов", other: "часа" })
          : minutes === 1440
            ? "день"
            : counted("ru", minutes / 1440, { one: "день", few: "дня", many: "дней", other: "дня" }),
  drag: "Выделите часть графика, чтобы рассмотреть её",
  chart: (calls: number, errors: number) =>
    `${counted("ru", calls, { one: "вызов", few: "вызова", many: "вызовов", other: "вызова" })} и ${counted("ru", errors, { one: "ошибка", few: "ошибки", many: "ошибок", other: "ошибки" })} по времени`,

  services: "Успех по службам",
  service: "Служба",
  unnamed: "В журнале не названа",
  success: "Успешно",
  operations: "Время ответа по операциям",
  operation: "Операция",
  p50: "p50",
  p95: "p95",
  p99: "p99",
  percentileWhy: (percent: number) =>
    `${String(percent)} из 100 вызовов были не медленнее. Вызовы с успехом или ошибкой в конце.`,
  errorTypes: "Ошибки по видам",
  errorType: "Вид",
  count: "Число",
  share: "Доля",
  noErrors: "В этом промежутке ошибок нет",
  noEnds: "В этом промежутке ни один вызов не закончился",

  jq: "Копировать для jq",
  showEvents: "Показать эти события в журнале",
  empty: "В этом журнале пока нет событий",
  emptyWhy: "Здесь по журналу считаются вызовы, успех, время ответа и ошибки, до последнего события.",
  emptyNext: "Озвучить текст",
  emptyRange: "В этом промежутке событий нет",
  emptyRangeWhy: "В журнале есть события других времён.",
  failed: "Не удалось посчитать по журналу",
} satisfies typeof en;

/** The words of the overview. */
export const overviewText: Dictionary<typeof en> = { en, ru };
