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
  checking: "Checking…",
  overall: {
    healthy: "Healthy",
    degraded: "Degraded",
    unhealthy: "Unhealthy",
  } satisfies Record<Overall, string>,
  overallWhy: {
    healthy: "Every service checked is responding.",
    degraded: "Some services aren’t responding.",
    unhealthy: "No service is responding.",
  } satisfies Record<Overall, string>,
  unknown: "Not checked yet",
  unknownWhy: "The first check is running.",
  answered: (healthy: number, total: number) =>
    `${String(healthy)} of ${counted("en", total, { one: "service", other: "services" })} responding`,
  checkedAt: (time: string) => `checked ${time}`,
  period: "Check automatically",
  periods: {
    0: "manually",
    30: "every 30 seconds",
    60: "every minute",
    300: "every 5 minutes",
    900: "every 15 minutes",
  } satisfies Record<Period, string>,
  background: "Check in background",
  backgroundHint: "On other pages and tabs, until the console is closed or reloaded",
  services: "Services",
  service: "Service",
  state: "State",
  time: "Response time",
  asked: "Checked by",
  healthy: "Healthy",
  unhealthy: "Unhealthy",
  notConfigured: "Not configured",
  serviceWords: {
    tts: { name: "Synthesis", asked: "Voice list", absent: "" },
    asr: { name: "Recognition", asked: "Model list", absent: "" },
    token: {
      name: "Token endpoint",
      asked: "A token request from the gateway",
      absent: "The gateway has no client or token server configured.",
    },
    archive: {
      name: "Archive",
      asked: "Readiness probe",
      absent: "No platform archive is configured.",
    },
    bridge: { name: "Live bridge", asked: "Its load, by a plain GET", absent: "" },
  } as Record<string, ServiceWords>,
  connectionCheck: "Check connection step by step",
  logLines: "Show this check in the log",
  history: "History",
  historyWhy: (most: number) =>
    `The last ${String(most)} checks from the log, newest on the right, including other tabs and earlier visits.`,
  historyEmpty: "Each check appears here as a column.",
  columnHint: "Point at a column, or use the arrow keys.",
  moment: (time: string, overall: string) => `${time}: ${overall}`,
  statistics: "Client statistics",
  since: (time: string) => `Calls from this tab since ${time}, including the checks above.`,
  noCalls: "No calls yet",
  calls: "Calls",
  callsWhy: "gRPC calls started, including live ones",
  failures: "Failures",
  failuresWhy: "Calls that ended in an error, except cancelled ones",
  cancelled: "Cancelled",
  cancelledWhy: "Calls cancelled by the user",
  sent: "Sent",
  sentWhy: "Size of the messages sent, on the wire",
  received: "Received",
  receivedWhy: "Size of the messages received, on the wire",
  sound: "Audio",
  soundWhy: "Sent for recognition or cloning, and received from synthesis",
  total: "Total",
};

const ru = {
  checkNow: "Проверить",
  checking: "Проверяем…",
  overall: { healthy: "Всё работает", degraded: "Работает частично", unhealthy: "Не работает" },
  overallWhy: {
    healthy: "Отвечают все проверенные службы.",
    degraded: "Некоторые службы не отвечают.",
    unhealthy: "Не отвечает ни одна служба.",
  },
  unknown: "Ещё не проверено",
  unknownWhy: "Идёт первая проверка.",
  answered: (healthy: number, total: number) =>
    `отвечают ${String(healthy)} из ${counted("ru", total, { one: "службы", few: "служб", many: "служб" })}`,
  checkedAt: (time: string) => `проверено ${time}`,
  period: "Проверять автоматически",
  periods: {
    0: "вручную",
    30: "каждые 30 секунд",
    60: "каждую минуту",
    300: "каждые 5 минут",
    900: "каждые 15 минут",
  },
  background: "Проверять в фоне",
  backgroundHint: "На других страницах и вкладках, пока консоль не закрыта и не перезагружена",
  services: "Службы",
  service: "Служба",
  state: "Состояние",
  time: "Время ответа",
  asked: "Как проверяется",
  healthy: "Работает",
  unhealthy: "Не работает",
  notConfigured: "Не настроено",
  serviceWords: {
    tts: { name: "Синтез", asked: "Список голосов", absent: "" },
    asr: { name: "Распознавание", asked: "Список моделей", absent: "" },
    token: {
      name: "Выдача токенов",
      asked: "Запрос токена со шлюза",
      absent: "Для шлюза не настроены клиент и сервер токенов.",
    },
    archive: { name: "Архив", asked: "Проверка готовности", absent: "Архив платформы не настроен." },
    bridge: { name: "Мост для живых вызовов", asked: "Загрузка, обычным GET", absent: "" },
  } as Record<string, ServiceWords>,
  connectionCheck: "Проверить соединение по шагам",
  logLines: "Показать эту проверку в журнале",
  history: "История",
  historyWhy: (most: number) =>
    `Последние проверки из журнала, не больше ${String(most)}, новые справа. Включая другие вкладки и прошлые посещения.`,
  historyEmpty: "Каждая проверка появится здесь столбиком.",
  columnHint: "Наведите указатель на столбик или используйте стрелки.",
  moment: (time: string, overall: string) => `${time}: ${overall}`,
  statistics: "Статистика клиента",
  since: (time: string) => `Вызовы этой вкладки с ${time}, включая проверки выше.`,
  noCalls: "Вызовов ещё не было",
  calls: "Вызовы",
  callsWhy: "Начатые вызовы gRPC, включая живые",
  failures: "Сбои",
  failuresWhy: "Вызовы, завершившиеся ошибкой, кроме отменённых",
  cancelled: "Отменено",
  cancelledWhy: "Вызовы, отменённые пользователем",
  sent: "Отправлено",
  sentWhy: "Размер отправленных сообщений в сети",
  received: "Получено",
  receivedWhy: "Размер полученных сообщений в сети",
  sound: "Звук",
  soundWhy: "Отправлен на распознавание и клонирование, получен при синтезе",
  total: "Всего",
} satisfies typeof en;

/** The words of the page Health. */
export const healthText: Dictionary<typeof en> = { en, ru };
