/**
 * Keys that a configuration may have: `true` is any value, `*` any name (also with `/name` behind it, as the Collector names a second
 * part of one kind).
 */
export type KnownKeys = true | { [key: string]: KnownKeys };

const queued: KnownKeys = {
  sending_queue: { enabled: true, num_consumers: true, queue_size: true },
  retry_on_failure: {
    ...{ enabled: true, initial_interval: true, max_interval: true, max_elapsed_time: true },
  },
};

/**
 * Of the Collector 0.116.0. The parts that the Collector of the tests has are checked by itself too (`otelcol validate`); Elasticsearch
 * and Splunk HEC are of the contrib distribution and checked by these keys alone.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.116.0/exporter/elasticsearchexporter/README.md
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.116.0/exporter/splunkhecexporter/README.md
 */
export const collectorKeys: KnownKeys = {
  receivers: {
    otlp: {
      protocols: {
        http: {
          endpoint: true,
          max_request_body_size: true,
          cors: { allowed_origins: true, allowed_headers: true, max_age: true },
        },
      },
    },
  },
  processors: {
    memory_limiter: { check_interval: true, limit_mib: true, spike_limit_mib: true },
    batch: { timeout: true, send_batch_size: true, send_batch_max_size: true },
  },
  exporters: {
    otlphttp: { endpoint: true, ...queued },
    elasticsearch: {
      ...{ endpoint: true, api_key: true, logs_index: true, traces_index: true, mapping: { mode: true } },
      ...{ batcher: { enabled: true }, retry: { enabled: true, max_requests: true } },
    },
    splunk_hec: { endpoint: true, token: true, source: true, sourcetype: true, index: true, ...queued },
  },
  service: { pipelines: { "*": { receivers: true, processors: true, exporters: true } } },
};

/**
 * Of Loki 3.4 and later.
 *
 * @see https://grafana.com/docs/loki/latest/configure/
 * @see https://grafana.com/docs/loki/latest/operations/automatic-stream-sharding/
 */
export const lokiKeys: KnownKeys = {
  auth_enabled: true,
  server: { http_listen_port: true },
  common: {
    path_prefix: true,
    instance_addr: true,
    replication_factor: true,
    ring: { kvstore: { store: true } },
    storage: { filesystem: { chunks_directory: true, rules_directory: true } },
  },
  schema_config: { configs: true },
  limits_config: {
    ...{ allow_structured_metadata: true, max_structured_metadata_entries_count: true },
    max_structured_metadata_size: true,
    otlp_config: { resource_attributes: { ignore_defaults: true, attributes_config: true } },
    shard_streams: { enabled: true, time_sharding_enabled: true },
    reject_old_samples_max_age: true,
    ...{ ingestion_rate_mb: true, ingestion_burst_size_mb: true },
    ...{ per_stream_rate_limit: true, per_stream_rate_limit_burst: true },
    retention_period: true,
  },
  ingester: { chunk_idle_period: true },
  compactor: { working_directory: true, retention_enabled: true, delete_request_store: true },
  ruler: {
    enable_api: true,
    storage: { type: true, local: { directory: true } },
    rule_path: true,
    alertmanager_url: true,
  },
};

const rule: KnownKeys = { alert: true, expr: true, for: true, labels: true, annotations: true };
/** Of rules for the ruler of Loki. @see https://grafana.com/docs/loki/latest/alert/ */
export const ruleKeys: KnownKeys = { groups: { "*": { name: true, interval: true, rules: { "*": rule } } } };

/** Paths of keys that are not known; items of a list have their numbers for names. */
export function unknownKeys(value: unknown, known: KnownKeys, path = ""): string[] {
  if (known === true || typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const of = known[key] ?? known[key.replace(/\/.*/, "")] ?? known["*"];
    return of === undefined ? [`${path}${key}`] : unknownKeys(inner, of, `${path}${key}.`);
  });
}
