import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted } from "../../kit/i18n/plural.ts";

const en = {
  range: "Time range",
  ranges: { "15m": "15 min", "1h": "1 h", "6h": "6 h", "24h": "24 h", "7d": "7 d", all: "All" },
  wholeAgain: "Reset zoom",

  calls: "Calls",
  callsWhy: "Calls started in the range: request_start events",
  successRate: "Success rate",
  successRateWhy: "Successful calls out of all that ended in success or error; none where only failures are logged",
  errors: "Errors",
  errorsWhy: "Calls that ended in an error: request_error events",
  cancelled: "Cancelled",
  cancelledWhy: "Calls cancelled by the user: request_cancelled events",
  events: "Events",
  eventsWhy: "All events in the range, without records that repeat one in words",

  traffic: (stretch: string) => `Calls and errors per ${stretch}`,
  stretch: (minutes: number) =>
    minutes === 1
      ? "minute"
      : minutes < 60
        ? `${String(minutes)} minutes`
        : minutes < 1440
          ? counted("en", minutes / 60, { one: "hour", other: "hours" })
          : counted("en", minutes / 1440, { one: "day", other: "days" }),
  drag: "Drag to zoom",
  chart: (calls: number, errors: number) =>
    `${counted("en", calls, { one: "call", other: "calls" })} and ${counted("en", errors, { one: "error", other: "errors" })} over time`,

  services: "Success rate by service",
  service: "Service",
  unnamed: "Not named in the log",
  success: "Success",
  operations: "Response time by operation",
  operation: "Operation",
  p50: "p50",
  p95: "p95",
  p99: "p99",
  percentileWhy: (percent: number) =>
    `${String(percent)}% of calls that ended in success or error were at least this fast`,
  errorTypes: "Errors by type",
  errorType: "Type",
  count: "Count",
  share: "Share",
  noErrors: "No errors in this range",
  noFailedCalls: "No call failed.",
  errorEvents: (count: number) =>
    counted("en", count, { one: "event at ERROR or CRITICAL", other: "events at ERROR or CRITICAL" }),
  errorRecordsWhy: "Records that name an error, by its status or class",

  noCalls: "No calls in this log",
  noCallsInRange: "No calls in this range",
  records: (count: number) => counted("en", count, { one: "record", other: "records" }),
  byLevel: ", counted by level",
  levels: "Records by level",
  level: "Level",
  noEnds: "No calls ended in this range",

  jq: "Copy jq command",
  showEvents: "Show these events in the log",
  empty: "No events in this log yet",
  emptyWhy: "Calls, success rates, response times and errors appear here once events are logged.",
  emptyNext: "Synthesize something",
  emptyRange: "No events in this range",
  emptyRangeWhy: "The log has events outside it.",
  failed: "Couldn’t compute the overview",
};

const ru = {
  range: "Период",
  ranges: { "15m": "15 мин", "1h": "1 ч", "6h": "6 ч", "24h": "24 ч", "7d": "7 дней", all: "Всё" },
  wholeAgain: "Сбросить масштаб",

  calls: "Вызовы",
  callsWhy: "Вызовы, начатые за период: события request_start",
  successRate: "Доля успешных",
  successRateWhy: "Успешные вызовы среди завершившихся успехом или ошибкой; нет, если записаны только ошибки",
  errors: "Ошибки",
  errorsWhy: "Вызовы, завершившиеся ошибкой: события request_error",
  cancelled: "Отменено",
  cancelledWhy: "Вызовы, отменённые пользователем: события request_cancelled",
  events: "События",
  eventsWhy: "Все события за период, без записей, повторяющих событие словами",

  traffic: (stretch: string) => `Вызовы и ошибки за ${stretch}`,
  stretch: (minutes: number) =>
    minutes === 1
      ? "минуту"
      : minutes < 60
        ? counted("ru", minutes, { one: "минуту", few: "минуты", many: "минут" })
        : minutes < 1440
          ? minutes === 60
            ? "час"
            : counted("ru", minutes / 60, { one: "час", few: "часа", many: "часов" })
          : minutes === 1440
            ? "день"
            : counted("ru", minutes / 1440, { one: "день", few: "дня", many: "дней" }),
  drag: "Выделите область, чтобы увеличить",
  chart: (calls: number, errors: number) =>
    `${counted("ru", calls, { one: "вызов", few: "вызова", many: "вызовов" })} и ${counted("ru", errors, { one: "ошибка", few: "ошибки", many: "ошибок" })} по времени`,

  services: "Доля успешных по службам",
  service: "Служба",
  unnamed: "Не указана в журнале",
  success: "Успешно",
  operations: "Время ответа по операциям",
  operation: "Операция",
  p50: "p50",
  p95: "p95",
  p99: "p99",
  percentileWhy: (percent: number) => `${String(percent)} % вызовов с успехом или ошибкой завершились не медленнее`,
  errorTypes: "Ошибки по типам",
  errorType: "Тип",
  count: "Количество",
  share: "Доля",
  noErrors: "За этот период ошибок нет",
  noFailedCalls: "Ни один вызов не завершился ошибкой.",
  errorEvents: (count: number) =>
    counted("ru", count, {
      one: "событие уровня ERROR или CRITICAL",
      few: "события уровня ERROR или CRITICAL",
      many: "событий уровня ERROR или CRITICAL",
    }),
  errorRecordsWhy: "Записи, в которых названа ошибка: её статус или класс",

  noCalls: "В этом журнале нет вызовов",
  noCallsInRange: "За этот период вызовов нет",
  records: (count: number) => counted("ru", count, { one: "запись", few: "записи", many: "записей" }),
  byLevel: ", по уровням",
  levels: "Записи по уровням",
  level: "Уровень",
  noEnds: "За этот период ни один вызов не завершился",

  jq: "Скопировать команду jq",
  showEvents: "Показать эти события в журнале",
  empty: "В этом журнале пока нет событий",
  emptyWhy: "Здесь появятся вызовы, доля успешных, время ответа и ошибки.",
  emptyNext: "Озвучить текст",
  emptyRange: "За этот период событий нет",
  emptyRangeWhy: "В журнале есть события за другое время.",
  failed: "Не удалось построить обзор",
} satisfies typeof en;

/** The words of the overview. */
export const overviewText: Dictionary<typeof en> = { en, ru };
