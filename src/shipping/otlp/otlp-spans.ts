import { otlpAttributes } from "../../basics/otlp-value.ts";
import type { CallPhases } from "../../logging/attributes/call-phases.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { traceContextOf } from "../../logging/trace-context.ts";
import { methodAttributes, serverAttributes } from "../../metrics/method-attributes.ts";
import { grpcStatusName } from "../../wire/grpc-status.ts";
import { bySession, callLink, otlpResource, otlpScope, type OtlpSource } from "./otlp-source.ts";
import { unixNano } from "./unix-nano.ts";

/** `SPAN_KIND_CLIENT` and `STATUS_CODE_ERROR`. */
const [client, failed] = [3, 2];

/** A line that ends a call: of local operations the log has such lines too, without an address. */
type CallEndLine = LogEvent & Required<Pick<LogEvent, "request_id" | "endpoint" | "duration_ms">>;

/**
 * The calls that end in some lines of the log, as the body of a request to `/v1/traces`: an ExportTraceServiceRequest in OTLP/JSON.
 * A call is one span, made of its last line alone, so that the same line makes the same span.
 *
 * Names and values are those of OpenTelemetry's stable RPC conventions (1.45.0); requests of the archive follow the HTTP conventions.
 * By both a cancelled call is an error of the kind `CANCELLED`. What happened in a call is in the span's events.
 *
 * @returns undefined when no call ends there
 * @see https://opentelemetry.io/docs/specs/semconv/rpc/grpc/
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client-span
 */
export function otlpSpans(events: readonly LogEvent[], source: OtlpSource): string | undefined {
  const ends = events.filter(isCallEnd);
  if (ends.length === 0) return undefined;
  const resourceSpans = bySession(ends, (event) => event).map(([sessionId, ofSession]) => ({
    resource: otlpResource(sessionId, source),
    scopeSpans: [{ scope: otlpScope(source), spans: ofSession.map((event) => spanOf(event, source)) }],
  }));
  return JSON.stringify({ resourceSpans });
}

function isCallEnd(event: LogEvent): event is CallEndLine {
  const isEnd = /^request_(?:success|error|cancelled)$/.test(event.event);
  return isEnd && event.request_id !== undefined && event.endpoint !== undefined && event.duration_ms !== undefined;
}

function spanOf(event: CallEndLine, source: OtlpSource) {
  const { request_id: requestId, timestamp, duration_ms: durationMs } = event;
  const end = unixNano(timestamp);
  const duration = nanoseconds(durationMs);
  const start = duration < 0n || duration > end ? end : end - duration;
  const [name, conventional] = isHttp(event) ? httpAttributes(event) : rpcAttributes(event);
  const { service, operation, initiator, server_request_id } = event;
  const own = { request_id: requestId, service, operation, initiator, server_request_id };
  return {
    ...traceContextOf(requestId),
    name,
    kind: client,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(end),
    attributes: otlpAttributes({ ...conventional, ...own, ...callLink(requestId, source) }),
    events: eventsOf(event, start),
    ...(event.event !== "request_success" && { status: { code: failed, message: reasonOf(event) } }),
  };
}

/** Milliseconds of the log are exact to a thousandth. */
const nanoseconds = (ms: number) => BigInt(Math.round(ms * 1000)) * 1000n;

const isHttp = ({ request_data: requestData }: LogEvent) => requestData?.["http_method"] !== undefined;

function rpcAttributes(event: CallEndLine): [string, Record<string, unknown>] {
  const { service = "", operation = "", endpoint, error } = event;
  const method = methodAttributes(service, operation, endpoint);
  const status = rpcStatus(event);
  const type = event.event === "request_success" ? undefined : (status ?? error?.error_type);
  return [String(method["rpc.method"]), { ...method, "rpc.response.status_code": status, "error.type": type }];
}

/** The name of the call's status; undefined where it failed on this side, before it had one. */
function rpcStatus({ event, error }: CallEndLine): string | undefined {
  if (event === "request_success") return "OK";
  if (event === "request_cancelled") return "CANCELLED";
  return error?.grpc_code === undefined ? undefined : grpcStatusName(error.grpc_code);
}

function httpAttributes(event: CallEndLine): [string, Record<string, unknown>] {
  const { endpoint, error, request_data: requestData, response_data: responseData } = event;
  const method = String(requestData?.["http_method"]);
  const url = URL.parse(endpoint);
  // By the conventions a refusal is of the kind of its status.
  const type = event.event === "request_cancelled" ? "CANCELLED" : error?.error_type.replace(/^HTTP_/, "");
  return [
    method,
    {
      "http.request.method": method,
      "url.full": endpoint,
      ...(url && serverAttributes(url)),
      "http.response.status_code": responseData?.["http_status"],
      "error.type": type,
    },
  ];
}

function reasonOf({ event, error }: CallEndLine): string {
  return (event === "request_cancelled" ? "cancelled by the caller" : (error?.error_message ?? "")).toWellFormed();
}

/** What happened in a call that the log has a time of. */
function eventsOf({ response_data: responseData = {} }: CallEndLine, start: bigint) {
  const phases = (responseData["phases"] ?? {}) as CallPhases;
  const moments: [string, unknown][] = [
    ["token", sum(phases.token_from_ms, phases.token_wait_ms)],
    ["connected", phases.connected_ms],
    ["headers", phases.headers_ms],
    ["first chunk", responseData["time_to_first_chunk_ms"]],
    ["first partial", responseData["time_to_first_partial_ms"]],
  ];
  return moments.flatMap(([name, atMs]) => {
    return isTime(atMs) ? [{ name, timeUnixNano: String(start + nanoseconds(atMs)) }] : [];
  });
}

const sum = (one?: number, other?: number) => (one === undefined || other === undefined ? undefined : one + other);
const isTime = (value: unknown): value is number => Number.isFinite(value) && (value as number) >= 0;
