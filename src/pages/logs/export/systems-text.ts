import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  title: "For other systems",
  why: "A record for each line of what is shown, with an ID that stays the same.",
  names: {
    elasticsearch: "Elasticsearch, OpenSearch (ECS)",
    splunk: "Splunk (HEC)",
    loki: "Grafana Loki (push)",
    otlp: "OpenTelemetry (OTLP JSON)",
    parquet: "Parquet (DuckDB, ClickHouse)",
  },
  howToLoad: "How to load the file",
  system: "System",
  notes: {
    elasticsearch: "Creates documents in a data stream; those that are there already are refused (409).",
    splunk: "Sends events to the collector, whose token says into which index.",
    loki: "Sends requests in the order of time; Loki refuses lines older than a week by default.",
    otlp: "Sends requests to a Collector; its otlpjsonfile receiver reads the file, too.",
    parquet: "A table; column json has the whole line. In the printed SQL, write read_parquet for read_ndjson_objects.",
  },
  command: "Load command",
  copyCommand: "Copy the load command",
};

const ru = {
  title: "Для других систем",
  why: "По записи на каждую строку показанного, с неизменным ID.",
  names: {
    elasticsearch: "Elasticsearch, OpenSearch (ECS)",
    splunk: "Splunk (HEC)",
    loki: "Grafana Loki (push)",
    otlp: "OpenTelemetry (OTLP JSON)",
    parquet: "Parquet (DuckDB, ClickHouse)",
  },
  howToLoad: "Как загрузить файл",
  system: "Система",
  notes: {
    elasticsearch: "Создаёт документы в потоке данных; те, что там уже есть, отклоняются (409).",
    splunk: "Отправляет события в коллектор; индекс определяется его токеном.",
    loki: "Отправляет запросы по порядку времени; строки старше недели Loki по умолчанию отклоняет.",
    otlp: "Отправляет запросы в Collector; его приёмник otlpjsonfile читает и сам файл.",
    parquet: "Таблица; в столбце json вся строка. В готовом SQL вместо read_ndjson_objects пишите read_parquet.",
  },
  command: "Команда загрузки",
  copyCommand: "Скопировать команду загрузки",
} satisfies typeof en;

/** The words of the export for other systems. */
export const systemsText: Dictionary<typeof en> = { en, ru };
