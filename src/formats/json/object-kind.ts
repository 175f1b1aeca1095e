import type { LogKind } from "../record-reading.ts";
import { isRecord } from "../../basics/record.ts";

type Signature = (record: Record<string, unknown>, has: (...names: string[]) => boolean) => boolean;

const isText = (value: unknown) => typeof value === "string";
const isLower = (value: unknown) => isText(value) && value === (value as string).toLowerCase();

/** What tells the loggers apart, the most telling first. */
const signatures: [LogKind, Signature][] = [
  ["otel", (_, has) => has("resourceLogs") || has("timeUnixNano") || (has("body") && has("severity_number"))],
  ["journald", (_, has) => has("__REALTIME_TIMESTAMP") || has("__CURSOR")],
  ["docker", (record, has) => isText(record["log"]) && (has("stream") || has("attrs", "time"))],
  ["cloudwatch", (record, has) => isCloudwatch(record, has)],
  ["loki", (record, has) => isLoki(record, has)],
  ["clef", (_, has) => has("@t")],
  ["loguru", (record, has) => has("record", "text") && isRecord(record["record"])],
  ["ecs", (_, has) => has("ecs.version") || has("ecs")],
  ["logback", (_, has) => has("@timestamp") && (has("logger_name") || has("level_value") || has("@version"))],
  ["log4j", (_, has) => has("loggerName") && (has("instant") || has("timeMillis"))],
  ["gelf", (_, has) => has("short_message", "version")],
  ["prototype", (record, has) => has("logger", "function", "line", "message") || isRecord(record["message"])],
  ["python-json", (_, has) => has("asctime") || has("levelname")],
  ["envoy", (_, has) => has("start_time") && (has("response_code") || has("response_flags"))],
  ["console", (record, has) => has("timestamp", "session_id", "seq", "message") && isText(record["event"])],
  ["bunyan", (record, has) => has("v", "name", "hostname", "time") && typeof record["level"] === "number"],
  ["pino", (record, has) => has("time") && typeof record["level"] === "number"],
  ["gcp", (record, has) => isGcp(record, has)],
  ["zap", (_, has) => has("ts", "level", "msg") || has("ts", "caller")],
  ["logrus", (record, has) => has("time", "level", "msg") && isLower(record["level"])],
  ["slog", (_, has) => has("time", "level", "msg")],
  ["structlog", (record, has) => isText(record["event"]) && has("level") && !has("message") && !has("session_id")],
  ["console", (record) => isText(record["event"]) && isText(record["timestamp"]) && isText(record["request_id"])],
  ["winston", isWinston],
];

/** The kind of logger that writes objects like this one; `json` for no known one. */
export function kindOfObject(record: Record<string, unknown>): LogKind {
  const has = (...names: string[]) => names.every((name) => Object.hasOwn(record, name));
  return signatures.find(([, matches]) => matches(record, has))?.[0] ?? "json";
}

function isCloudwatch(record: Record<string, unknown>, has: (...names: string[]) => boolean): boolean {
  const { events, logEvents, results } = record;
  const isInsights = Array.isArray(results) && Array.isArray(results[0]);
  return Array.isArray(events) || Array.isArray(logEvents) || isInsights || has("ingestionTime", "message");
}

function isLoki(record: Record<string, unknown>, has: (...names: string[]) => boolean): boolean {
  const { data, streams } = record;
  if (isText(record["line"]) && has("timestamp")) return has("labels") || has("fields") || has("date");
  return Array.isArray(streams) || has("stream", "values") || (isRecord(data) && data["resultType"] === "streams");
}

/** The level comes first, the time behind the message. */
function isWinston(record: Record<string, unknown>): boolean {
  const [first] = Object.keys(record);
  const { level, message, timestamp } = record;
  return (first === "level" || first === "message") && isLower(level) && isText(message) && isText(timestamp);
}

function isGcp(record: Record<string, unknown>, has: (...names: string[]) => boolean): boolean {
  const { severity } = record;
  if (has("logName", "insertId") || has("jsonPayload") || has("textPayload")) return true;
  return isText(severity) && severity === (severity as string).toUpperCase() && (has("timestamp") || has("time"));
}
