import type { HealthReport } from "../../audiokit/check-health.ts";
import type { healthPeriodsSeconds } from "../../settings/settings.ts";
import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted } from "../../kit/i18n/plural.ts";

type Overall = HealthReport["overall"];
type Period = (typeof healthPeriodsSeconds)[number];
interface ServiceWords {
  name: string;
  /** What is asked of it. */
  asked: string;
  /** Why it may not be there. */
  absent: string;
}

const en = {
  checkNow: "Check now",
  cancel: "Cancel",
  checking: "Checking…",
  overall: {
    healthy: "Healthy",
    degraded: "Degraded",
    unhealthy: "Unhealthy",
  } satisfies Record<Overall, string>,
  overallWhy: {
    healthy: "Every service that could be checked answered.",
    degraded: "Some services answered, others did not.",
    unhealthy: "No service answered.",
  } satisfies Record<Overall, string>,
  unknown: "Not checked yet",
  unknownWhy: "The first check is under way.",
  answered: (healthy: number, total: number) =>
    `${String(healthy)} of ${counted("en", total, { one: "service", other: "services" })} answered`,
  checkedAt: (time: string) => `checked ${time}`,
  period: "Check automatically",
  periods: {
    0: "only when asked",
    30: "every 30 seconds",
    60: "every minute",
    300: "every 5 minutes",
    900: "every 15 minutes",
  } satisfies Record<Period, string>,
  background: "Also while I am elsewhere",
  backgroundHint: "On another page of the console or in another tab, until the console is closed or loaded again.",
  services: "Services",
  service: "Service",
  state: "State",
  time: "Response time",
  asked: "What is asked",
  healthy: "Healthy",
  unhealthy: "Unhealthy",
  notConfigured: "Not configured",
  serviceWords: {
    tts: { name: "Synthesis", asked: "The list of voices", absent: "" },
    asr: { name: "Recognition", asked: "The list of models", absent: "" },
    token: {
      name: "Token endpoint",
      asked: "The gateway's machine asks for a token",
      absent: "No client and token server are configured for the gateway.",
    },
    archive: {
      name: "Archive",
      asked: "Its readiness probe",
      absent: "No archive of the platform is configured.",
    },
    bridge: { name: "Live bridge", asked: "How full it is, by a plain GET", absent: "" },
  } as Record<string, ServiceWords>,
  connectionCheck: "Check the connection step by step",
  logLines: "The lines of this check in the log",
  history: "History",
  historyWhy: (most: number) =>
    `The last ${String(most)} checks, the newest at the right, read from the log: also those of other tabs and of earlier visits.`,
  historyEmpty: "Each check becomes a column here.",
  columnHint: "Point at a column, or move between them with the arrow keys.",
  moment: (time: string, overall: string) => `${time}: ${overall}`,
  statistics: "Statistics of this client",
  since: (time: string) => `Calls of this tab since ${time}. The checks above are calls too.`,
  noCalls: "No calls yet",
  calls: "Calls",
  callsWhy: "Calls begun over gRPC, live ones included",
  failures: "Failures",
  failuresWhy: "Ended with an error; cancelled ones are none",
  cancelled: "Cancelled",
  cancelledWhy: "Given up by the person",
  sent: "Sent",
  sentWhy: "Size of the messages sent, as they go over the wire",
  received: "Received",
  receivedWhy: "Size of the messages received, as they come over the wire",
  sound: "Sound",
  soundWhy: "Sent to be recognized or cloned, and made by synthesis",
  total: "All",
};

const ru = {
  checkNow: "Проверить",
  cancel: "Отмена",
  checking: "Проверяем…",
  overall: { healthy: "Всё работает", degraded: "Работает не всё", unhealthy: "Не работает" },
  overallWhy: {
    healthy: "Ответили все службы, которые можно проверить.",
    degraded: "Одни службы ответили, другие нет.",
    unhealthy: "Не ответила ни одна служба.",
  },
  unknown: "Ещё не проверено",
  unknownWhy: "Идёт первая проверка.",
  answered: (healthy: number, total: number) =>
    `ответили ${String(healthy)} из ${counted("ru", total, { one: "службы", few: "служб", many: "служб", other: "служб" })}`,
  checkedAt: (time: string) => `проверено ${time}`,
  period: "Проверять автоматически",
  periods: {
    0: "только по кнопке",
    30: "каждые 30 секунд",
    60: "каждую минуту",
    300: "каждые 5 минут",
    900: "каждые 15 минут",
  },
  background: "И когда я не здесь",
  backgroundHint: "На другой странице консоли или в другой вкладке, пока консоль не закрыта и не загружена заново.",
  services: "Службы",
  service: "Служба",
  state: "Состояние",
  time: "Время ответа",
  asked: "Что спрашивается",
  healthy: "Работает",
  unhealthy: "Не работает",
  notConfigured: "Не настроено",
  serviceWords: {
    tts: { name: "Синтез", asked: "Список голосов", absent: "" },
    asr: { name: "Распознавание", asked: "Список моделей", absent: "" },
    token: {
      name: "Выдача токена",
      asked: "Машина шлюза просит токен",
      absent: "Для шлюза не настроены клиент и сервер токенов.",
    },
    archive: { name: "Архив", asked: "Готов ли он к работе", absent: "Архив платформы не настроен." },
    bridge: { name: "Живой мост", asked: "Насколько он занят, обычным GET", absent: "" },
  } as Record<string, ServiceWords>,
  connectionCheck: "Проверить соединение по шагам",
  logLines: "Строки этой проверки в журнале",
  history: "История",
  historyWhy: (most: number) =>
    `Последние проверки, не больше ${String(most)}, новые справа. Они читаются из журнала, поэтому здесь и проверки других вкладок и прошлых посещений.`,
  historyEmpty: "Каждая проверка станет здесь столбиком.",
  columnHint: "Наведите указатель на столбик или переходите между ними стрелками.",
  moment: (time: string, overall: string) => `${time}: ${overall}`,
  statistics: "Статистика этого клиента",
  since: (time: string) => `Вызовы этой вкладки с ${time}. Проверки выше — тоже вызовы.`,
  noCalls: "Вызовов ещё не было",
  calls: "Вызовы",
  callsWhy: "Начатые вызовы gRPC, в том числе живые",
  failures: "Сбои",
  failuresWhy: "Закончились ошибкой; отменённые сюда не входят",
  cancelled: "Отменены",
  cancelledWhy: "От них отказался человек",
  sent: "Отправлено",
  sentWhy: "Размер отправленных сообщений, как они идут по сети",
  received: "Получено",
  receivedWhy: "Размер полученных сообщений, как они идут по сети",
  sound: "Звук",
  soundWhy: "Отправлено на распознавание и клонирование и получено при синтезе",
  total: "Все",
} satisfies typeof en;

/** The words of the page Health. */
export const healthText: Dictionary<typeof en> = { en, ru };
