import type { LogEvent } from "../logging/log-event.ts";
import { drawError } from "./call-errors.ts";
import type { DrawnCall } from "./call-kinds.ts";
import type { Draw } from "./draw.ts";

/** One page load. */
export interface DrawnSession {
  id: string;
  /** Number of its last event. */
  seq: number;
}

/** A call whose start is in the log. */
export interface DrawnSpan {
  call: DrawnCall;
  id: string;
  session: DrawnSession;
  startedMs: number;
}

/** How a call ends. */
export interface DrawnEnd {
  durationMs: number;
  /** The line without its time and its place in the session. */
  fields: Partial<LogEvent>;
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;

/** The `request_start` of a call. */
export function startLine({ call, id, session, startedMs }: DrawnSpan): LogEvent {
  const { service, operation, request, texts } = call;
  const { request_data, ...common } = commonFields(call, id);
  return {
    timestamp: new Date(startedMs).toISOString(),
    level: "INFO",
    event: "request_start",
    ...common,
    message: `${service} ${operation} started`,
    request_data: { service: request["service"], ...texts, ...request_data },
    ...access,
    session_id: session.id,
    seq: ++session.seq,
  };
}

/** Draws the end of a call. @param error type of the error that it must have */
export function drawEnd(
  draw: Draw,
  { call, id }: DrawnSpan,
  wish: { error?: string | undefined; failureRate: number },
): DrawnEnd {
  const { service, operation, response } = call;
  const { request_data, ...common } = commonFields(call, id);
  const isFailed = wish.error !== undefined || draw.chance(wish.failureRate);
  const isCancelled = !isFailed && draw.chance(0.01);
  const failure = isFailed ? drawError(draw, call, wish.error) : undefined;
  const durationMs = rounded(failure?.durationMs ?? call.durationMs * (isCancelled ? draw.share() : 1));
  const title = `${service} ${operation}`;
  const took = `${String(Math.round(durationMs))} ms`;
  const server = { server_request_id: `${id}-${draw.hex(8)}` };
  const received = { response_size_bytes: draw.below(200_000), response_data: response(durationMs) };
  const ofOutcome = failure
    ? {
        level: "ERROR" as const,
        event: "request_error",
        message: `${title} failed after ${took}: ${failure.error.error_type}: ${failure.error.error_message}`,
        received: { response_size_bytes: 0, response_data: onlySent(received.response_data) },
      }
    : isCancelled
      ? {
          level: "INFO" as const,
          event: "request_cancelled",
          message: `${title} was cancelled after ${took}`,
          received: {},
        }
      : { level: "INFO" as const, event: "request_success", message: `${title} succeeded in ${took}`, received };
  return {
    durationMs,
    fields: {
      level: ofOutcome.level,
      event: ofOutcome.event,
      ...common,
      message: ofOutcome.message,
      request_data,
      ...access,
      duration_ms: durationMs,
      ...ofOutcome.received,
      ...(failure && { error: failure.error }),
      ...(!isCancelled && failure?.isOfPlatform !== false && server),
    },
  };
}

const access = { auth_present: true, ssl_enabled: true, ca_cert: null };

function commonFields({ service, operation, initiator, path, request }: DrawnCall, requestId: string) {
  return {
    request_id: requestId,
    service,
    operation,
    initiator,
    endpoint: `https://audiogram.example/${path}`,
    request_data: request,
  };
}

/** What a failed call knows of its response: what it sent. */
function onlySent(response: Record<string, unknown>): Record<string, unknown> {
  const names = ["total_chunks", "total_bytes", "audio_seconds"];
  return response["transcript"] === undefined
    ? { chunk_count: 0, audio_bytes: 0 }
    : Object.fromEntries(Object.entries(response).filter(([name]) => names.includes(name)));
}
