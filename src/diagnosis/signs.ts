import { grpcStatus } from "../wire/grpc-status.ts";
import { readAudioFields } from "../audio/audio-fields.ts";
import type { LogEvent } from "../logging/log-event.ts";
import type { SeenAnswer } from "../logging/seen-answer.ts";
import type { FailureCase } from "./failure-case.ts";
import type { Evidence } from "./evidence.ts";
import { errorTextMatch, type FailedEnd } from "./quotes.ts";
import { readSeen } from "./seen.ts";

/** A failure case with what can be told of it before it is known who answered. */
export interface Signs extends FailureCase, FailedEnd {
  neighbours: LogEvent[];
  failed: boolean;
  /** Whether the platform itself responded: its request ID came with the failure. */
  isFromPlatform: boolean;
  /** Whether the browser got no response at all, and does not report why. */
  isUnanswered: boolean;
  /** Whether the response had begun, and ended without a status. */
  isTorn: boolean;
  /** What a native client says when its channel made no connection; undefined without it. */
  unconnected: Evidence | undefined;
  /** Whether the call failed before it reached the platform, or there is no call. Only then the probe can be evidence. */
  isAboutConnection: boolean;
  /** Whether the probe ran after the call had ended: only then its good steps say that something is over. */
  isProbedAfter: boolean;
  /** `request_data` and `response_data` of all events, merged. */
  request: Record<string, unknown>;
  response: Record<string, unknown>;
}

/** Statuses of a call that may have failed on the way. */
const onTheWay: (number | undefined)[] = [
  ...[grpcStatus.unknown, grpcStatus.deadlineExceeded],
  ...[grpcStatus.internal, grpcStatus.unavailable],
];

/** Derives them, once for all rules. */
export function readSigns(failureCase: FailureCase): Signs {
  const { events, neighbours = [], probe } = failureCase;
  const end = events.findLast(({ event }) => /^request_(success|error|cancelled)$/.test(event));
  const failed = end?.event === "request_error";
  const response = Object.assign({}, ...events.map((event) => event.response_data)) as Record<string, unknown>;
  const request = Object.assign({}, ...events.map((event) => event.request_data)) as Record<string, unknown>;
  const seen = failed ? readSeen(end) : {};
  const errorText = failed ? textOf(end, seen) : "";
  const code = failed ? end.error?.grpc_code : undefined;
  const isTorn = failed && tornWords.test(errorText);
  const hasServerId = end?.server_request_id !== undefined || "server_request_uuid" in response;
  // What came before a stream was torn is the platform's; its end is not.
  const isFromPlatform = hasServerId && !isTorn && !ownWords.test(errorText);
  const isAnswered =
    seen.got_headers === true || seen.redirected === true || /answered with a redirect/.test(errorText);
  const isUnanswered =
    failed &&
    !isAnswered &&
    (code === grpcStatus.unavailable ? /\bcause: TypeError\b/.test(errorText) : isUnansweredRest(end, seen));
  // The page that made the call passes the metrics; in a log they are fields of the call.
  const audio = failureCase.audio ?? readAudioFields(request);
  return {
    ...failureCase,
    ...(audio && { audio }),
    neighbours,
    end,
    failed,
    code,
    errorText,
    seen,
    isFromPlatform,
    isUnanswered,
    isTorn,
    unconnected: errorTextMatch({ end, errorText }, unconnectedChannel),
    isAboutConnection: events.length === 0 || (failed && !isFromPlatform && !isUnanswered && onTheWay.includes(code)),
    isProbedAfter: probe !== undefined && Date.parse(probe.at) >= Date.parse(end?.timestamp ?? "1970-01-01"),
    request,
    response,
  };
}

/** Whether the browser's own fetch of the archive failed before an answer. */
function isUnansweredRest({ error, service }: LogEvent, { got_headers }: SeenAnswer): boolean {
  return service === "AudioArchive" && error?.error_type === "TypeError" && got_headers === false;
}

/** What a diagnosis added to the event is no evidence for the diagnosis. */
function textOf({ error }: LogEvent, seen: SeenAnswer): string {
  const details = error?.grpc_details?.replace(/(?:^|; )diagnosed: .*$/s, "");
  const { body_text, gateway_tls, gateway_details: reply } = seen;
  // `via_upstream` is nothing that was said.
  const own = reply === "via_upstream" ? undefined : reply;
  return [error?.error_message, details, body_text, gateway_tls, own].filter(Boolean).join("; ");
}

/** Our own clients' words for a response that ended without a status (Connect, fetch, the bridge). */
const tornWords =
  /cause: StreamTorn|incomplete envelope|missing trailer|ended without trailers|missing EndStreamResponse|premature EOF|the stream was cut|^(?:network error|terminated)\b|upstream_reset_after_response_started/;

/** Failures that our own client made of what it saw. */
const ownWords = /the operation timed out|cause: MessageTooLarge/;

/** grpcio's words for calls on a channel without a connection, and its error class for a channel that is not ready in time. */
const unconnectedChannel =
  /failed to connect to all addresses|Failed to connect to remote host|FutureTimeoutError|channel ready time-?out/i;
