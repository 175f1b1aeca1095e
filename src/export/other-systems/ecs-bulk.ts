import { listedValues } from "../../query/match/field-values.ts";
import type { Scalar } from "../../query/query.ts";
import type { LogRecord } from "./log-record.ts";
import { recordTrace } from "./record-trace.ts";

/** The version of the Elastic Common Schema whose fields are written. */
export const ecsVersion = "9.3.0";

/** A field of ECS, the field of our line that it is made of, and how; what gives nothing becomes a label. */
interface EcsField {
  field: string;
  path: string;
  read(value: Scalar): string | number | undefined;
}

const text = (value: Scalar) => (typeof value === "string" ? value : undefined);
const integer = (value: Scalar) => (Number.isSafeInteger(value) ? (value as number) : undefined);
const nanoseconds = (value: Scalar) => (typeof value === "number" ? integer(Math.round(value * 1e6)) : undefined);
const outcomes: Record<string, string> = { ok: "success", error: "failure", cancelled: "unknown" };

/**
 * Our fields in ECS. Source: github.com/elastic/ecs, `generated/elasticsearch/composable/component/` (Apache License 2.0), and for
 * logs github.com/elastic/ecs-logging, `spec/spec.json`.
 */
const ecsFields: EcsField[] = [
  { field: "log.level", path: "level", read: text },
  { field: "message", path: "message", read: text },
  { field: "event.action", path: "event", read: text },
  { field: "event.sequence", path: "seq", read: integer },
  { field: "event.duration", path: "duration_ms", read: nanoseconds },
  { field: "event.original", path: "original_text", read: text },
  { field: "service.ephemeral_id", path: "session_id", read: text },
  { field: "http.request.id", path: "request_id", read: text },
  { field: "http.response.body.bytes", path: "response_size_bytes", read: integer },
  { field: "url.original", path: "endpoint", read: text },
  { field: "error.type", path: "error.error_type", read: text },
  { field: "error.message", path: "error.error_message", read: text },
  { field: "error.code", path: "error.grpc_code", read: String },
  { field: "error.stack_trace", path: "data.stack", read: text },
  { field: "log.logger", path: "data.logger", read: text },
];

/**
 * A record as a document of ECS. What ECS has no field for is a label under its path, where `.`, `*`, `"` and `\` are `_`, as
 * Elastic's own agents write them. A label is a text: a field that is a number in one line and a text in another would make
 * Elasticsearch refuse one of them.
 */
export function ecsDocument({ event, timeMs, id }: LogRecord): Record<string, unknown> {
  const values = listedValues(event);
  const document: Record<string, unknown> = { "@timestamp": new Date(timeMs).toISOString(), "ecs.version": ecsVersion };
  values.delete("timestamp");
  for (const { field, path, read } of ecsFields) {
    const value = values.get(path);
    const written = value === undefined ? undefined : read(value);
    if (written === undefined) continue;
    document[field] = written;
    values.delete(path);
  }
  const original = values.get("original");
  if (typeof original === "string") document["event.original"] ??= original;
  values.delete("original");
  const trace = recordTrace(event);
  const outcome = event["success"] ?? values.get("outcome");
  Object.assign(document, {
    "event.kind": "event",
    "event.dataset": "audiokit-console.log",
    "event.id": id,
    ...(outcome !== undefined && { "event.outcome": outcomes[String(outcome)] ?? (outcome ? "success" : "failure") }),
    "service.name": "audiokit-console",
    ...(trace !== undefined && { "trace.id": trace.traceId }),
    ...(trace?.spanId !== undefined && { "span.id": trace.spanId }),
  });
  const labels = [...values].flatMap(([path, value]) => (value === null ? [] : [[labelName(path), String(value)]]));
  if (labels.length > 0) document["labels"] = Object.fromEntries(labels);
  return document;
}

const labelName = (path: string) => path.replaceAll(/[.*"\\]/g, "_");

/**
 * Records as a body for `_bulk` of Elasticsearch and OpenSearch: two lines for each. They are created in a data stream, by their
 * id, so that a record which is sent again is refused as a conflict.
 */
export function ecsBulk(records: readonly LogRecord[]): string {
  return records
    .map((record) => `${JSON.stringify({ create: { _id: record.id } })}\n${JSON.stringify(ecsDocument(record))}\n`)
    .join("");
}
