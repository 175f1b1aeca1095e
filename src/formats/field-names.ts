import type { LevelScale } from "./read-level.ts";

/**
 * The names under which loggers write the same thing, the likeliest first: a name that stands earlier wins in a record that
 * has several. Letters' case is ignored. A dot is one in the name itself (`log.level`) or a step into an object.
 */
export const fieldNames = {
  time: [
    ...["timestamp", "@timestamp", "time", "ts", "@t", "t", "asctime", "datetime", "date", "instant", "timeMillis"],
    ...["start_time", "startTime", "eventTime", "event_time", "log_time", "created_at", "created", "@ts"],
    ...["timeUnixNano", "observedTimeUnixNano", "__REALTIME_TIMESTAMP", "_SOURCE_REALTIME_TIMESTAMP"],
    ...[
      "record.time.timestamp",
      "record.time.repr",
      "record.time",
      "jsonPayload.timestamp",
      "receiveTimestamp",
      "time_iso8601",
      "time_local",
      "StartUTC",
    ],
  ],
  level: [
    ...["level", "severity", "levelname", "log.level", "@l", "severityText", "severity_text", "loglevel", "log_level"],
    ...["lvl", "level_name", "PRIORITY", "record.level.name", "record.level", "levelno", "level_value"],
    ...[
      "severityNumber",
      "severity_number",
      "jsonPayload.level",
      "jsonPayload.severity",
      "fields.level",
      "syslog.severity",
    ],
    ...["detected_level", "labels.level", "labels.detected_level", "status"],
  ],
  message: [
    ...["message", "msg", "@m", "@mt", "body", "MESSAGE", "textPayload", "jsonPayload.message", "jsonPayload.msg"],
    ...[
      "short_message",
      "RenderedMessage",
      "MessageTemplate",
      "record.message",
      "event.original",
      "log",
      "line",
      "text",
    ],
    ...["event", "fields.message"],
  ],
  logger: [
    ...["logger", "logger_name", "loggerName", "log.logger", "name", "record.name", "SourceContext"],
    ...["Properties.SourceContext", "scope.name", "category", "channel", "SYSLOG_IDENTIFIER"],
  ],
  host: ["hostname", "host.name", "host.hostname", "host", "_HOSTNAME", "MachineName", "computer", "kubernetes.host"],
  thread: ["thread", "thread_name", "threadName", "process.thread.name", "record.thread.name"],
  caller: ["caller", "source.function", "log.origin.file.name", "pathname", "filename", "record.file.path"],
  traceId: [
    ...["trace_id", "traceId", "trace.id", "dd.trace_id", "otelTraceID", "context.trace_id", "@tr"],
    ...["logging.googleapis.com/trace", "trace"],
  ],
  spanId: ["span_id", "spanId", "span.id", "dd.span_id", "otelSpanID", "@sp", "logging.googleapis.com/spanId"],
  requestId: [
    ...["request_id", "requestId", "req_id", "reqId", "request.id", "http.request.id", "req.id", "x_request_id"],
    ...["x-request-id", "correlation_id", "correlationId", "labels.request_id", "mdc.request_id", "mdc.requestId"],
  ],
  service: ["service", "service.name", "service_name", "serviceName", "resource.service.name", "dd.service"],
  errorType: [
    ...["error.error_type", "error.type", "error.name", "error.kind", "err.type", "err.name", "exception.type"],
    ...["exception.class", "exception_class", "exc_type", "record.exception.type", "thrown.name", "error_type"],
    ...["errorType", "error.class"],
  ],
  errorMessage: [
    ...["error.error_message", "error.message", "error.reason", "err.message", "exception.message", "error_message"],
    ...["errorMessage", "record.exception.value", "thrown.message", "error", "err", "exc_value"],
  ],
  stack: [
    ...["error.stack_trace", "error.stack", "err.stack", "exception.stacktrace", "stack_trace", "stacktrace", "@x"],
    ...["exc_info", "exc_text", "exception", "thrown.extendedStackTrace", "errorVerbose", "stack", "error.stacktrace"],
  ],
  grpcCode: ["error.grpc_code", "grpc_code", "grpc.code", "grpcCode", "grpc_status", "error.code", "err.code"],
  grpcDetails: ["error.grpc_details", "grpc_details", "err.details", "error.details", "grpc.details"],
  grpcDebug: ["error.grpc_debug", "grpc_debug", "error.debug_error_string"],
} as const satisfies Record<string, readonly string[]>;

/** What a field says. */
export type FieldRole = keyof typeof fieldNames;

/** Scales of levels by the lower-case name; all others are `any`. */
export const levelScales: ReadonlyMap<string, LevelScale> = new Map<string, LevelScale>([
  ["priority", "syslog"],
  ["syslog.severity", "syslog"],
  ["levelno", "python"],
  ["severity", "gcp"],
  ["severitynumber", "otel"],
  ["severity_number", "otel"],
]);

/** Names of durations that state their unit, with the milliseconds of one unit. */
export const durationNames: ReadonlyMap<string, number> = new Map([
  ...[
    "durationms",
    "elapsed_ms",
    "elapsedms",
    "latency_ms",
    "latencyms",
    "response_time_ms",
    "responsetime",
    "took_ms",
  ].map((name) => [name, 1] as const),
  ...["processing_time_ms", "processingtimems", "elapsedmilliseconds", "grpc.time_ms"].map(
    (name) => [name, 1] as const,
  ),
  ...["duration_s", "duration_seconds", "elapsed_seconds", "request_time", "elapsed_s"].map(
    (name) => [name, 1e3] as const,
  ),
  ...["duration_us", "elapsed_us", "latency_us"].map((name) => [name, 1e-3] as const),
  ...["event.duration", "duration_ns", "elapsed_ns", "durationns"].map((name) => [name, 1e-6] as const),
]);

/** Names of durations whose unit stands in the value (`12ms`), or is the logger's habit. */
export const bareDurationNames: ReadonlySet<string> = new Set([
  ...["duration", "elapsed", "latency", "took", "httprequest.latency", "grpc.duration"],
]);
