import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  title: "Log to an OpenTelemetry Collector",
  isOn: "Ship the log",
  isOnHint:
    "Off, nothing leaves this browser. On, events go to your Collector, which hands them to Loki, Elasticsearch, Splunk or ClickHouse. Calls don’t wait for it, and offline is fine.",
  endpoint: "Collector (OTLP/HTTP)",
  endpointRoute:
    "Empty: this page’s server passes it on, with the headers of AUDIOKIT_OTLP_HEADERS. Any other must be allowed at start: npm start -- --allow-endpoint URL.",
  endpointNoRoute:
    "Example: http://127.0.0.1:4318. Allow it at start: npm start -- --allow-endpoint URL, and list this page in the Collector’s CORS. Or let the server pass it on: npm start -- --otlp-endpoint URL.",
  saveEndpoint: "Save address",
  noEndpoint: "Enter an address, or start the server with --otlp-endpoint URL",
  headers: "Headers",
  headerName: "Name",
  headerValue: (name: string) => `Value of ${name}`,
  headerHint: "Values stay in this tab’s memory and are never logged; enter them again after a reload.",
  addHeader: "Add header",
  removeHeader: (name: string) => `Remove ${name}`,
  missingHeader: (name: string) => `Nothing is shipped until ${name} has a value`,
  level: "Lowest level",
  services: "Services; none chosen: all",
  success: "Calls that succeed, %",
  successHint: "Failures are always shipped.",
  maxAge: "Pass by events older than, hours",
  deployment: "Deployment, such as production",
  content: "With texts and transcripts",
  contentHint: "Off: their length and a hash. Redaction rules always apply.",
  traces: "A span for each call",
  tracesOther: "Also name the trace to other origins",
  tracesOtherHint: "Calls carry traceparent. A gateway of another origin must list it in its CORS.",
  metrics: "Metrics every minute",
  metricsSent: (when: string) => `Last sent ${when}.`,
  metricsFailed: (reason: string) => `Not sent: ${reason}`,
  test: "Send a test record",
  testing: "Sending…",
  testTaken: "The receiver took the test record",
  testFailed: "The receiver didn’t take the test record",
};

const ru = {
  title: "Журнал в OpenTelemetry Collector",
  isOn: "Отправлять журнал",
  isOnHint:
    "Выключено — ничего не покидает этот браузер. Включено — события идут в ваш Collector, а он передаёт их в Loki, Elasticsearch, Splunk или ClickHouse. Вызовы его не ждут, работа без сети не мешает.",
  endpoint: "Collector (OTLP/HTTP)",
  endpointRoute:
    "Пусто: передаёт сервер этой страницы с заголовками из AUDIOKIT_OTLP_HEADERS. Любой другой адрес нужно разрешить при запуске: npm start -- --allow-endpoint URL.",
  endpointNoRoute:
    "Пример: http://127.0.0.1:4318. Разрешите его при запуске: npm start -- --allow-endpoint URL — и внесите эту страницу в CORS Collector’а. Или пусть передаёт сервер: npm start -- --otlp-endpoint URL.",
  saveEndpoint: "Сохранить адрес",
  noEndpoint: "Укажите адрес или запустите сервер с --otlp-endpoint URL",
  headers: "Заголовки",
  headerName: "Имя",
  headerValue: (name: string) => `Значение ${name}`,
  headerHint:
    "Значения остаются в памяти этой вкладки и никогда не попадают в журнал; после перезагрузки введите их снова.",
  addHeader: "Добавить заголовок",
  removeHeader: (name: string) => `Удалить ${name}`,
  missingHeader: (name: string) => `Ничего не отправляется, пока у ${name} нет значения`,
  level: "Самый низкий уровень",
  services: "Сервисы; ни один не выбран — все",
  success: "Успешные вызовы, %",
  successHint: "Ошибки отправляются всегда.",
  maxAge: "Пропускать события старше, часов",
  deployment: "Окружение, например production",
  content: "С текстами и расшифровками",
  contentHint: "Выключено: только длина и хеш. Правила маскирования действуют всегда.",
  traces: "Спан на каждый вызов",
  tracesOther: "Называть трассу и другим источникам",
  tracesOtherHint: "Вызовы несут traceparent. Шлюз другого источника должен указать его в CORS.",
  metrics: "Метрики раз в минуту",
  metricsSent: (when: string) => `Последний раз отправлены ${when}.`,
  metricsFailed: (reason: string) => `Не отправлены: ${reason}`,
  test: "Отправить пробную запись",
  testing: "Отправляется…",
  testTaken: "Получатель принял пробную запись",
  testFailed: "Получатель не принял пробную запись",
} satisfies typeof en;

/** The words about shipping the log, in Settings. */
export const collectorText: Dictionary<typeof en> = { en, ru };
