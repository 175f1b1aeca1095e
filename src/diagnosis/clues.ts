import { grpcStatus } from "../wire/grpc-status.ts";
import { probeFailure } from "../wire/probe-failure.ts";
import { readAudioFields } from "../audio/audio-fields.ts";
import type { LogEvent } from "../logging/log-event.ts";
import type { ProbeReport, ProbeStep } from "../wire/probe-report.ts";
import type { FailureCase } from "./failure-case.ts";
import type { Evidence, Finding } from "./evidence.ts";

/** A failure case with the values derived from it that rules use. */
export interface Clues extends FailureCase {
  neighbours: LogEvent[];
  /** The event that ended the call. */
  end: LogEvent | undefined;
  failed: boolean;
  /** gRPC status code of the failure. */
  code: number | undefined;
  /** Error message and details of the failure; empty without one. */
  errorText: string;
  /** Whether the platform itself responded: its request ID came with the failure. */
  isFromPlatform: boolean;
  /** Whether the browser got no response at all, and does not report why. */
  isUnanswered: boolean;
  /** What a native client says when its channel made no connection; undefined without it. */
  unconnected: Evidence | undefined;
  /** Whether the call failed before it reached the platform, or there is no call. Only then the probe can be evidence. */
  isAboutConnection: boolean;
  /** `request_data` and `response_data` of all events, merged. */
  request: Record<string, unknown>;
  response: Record<string, unknown>;
}

/** Derives the values that rules use, once for all of them. */
export function readClues(failureCase: FailureCase): Clues {
  const { events, neighbours = [] } = failureCase;
  const end = events.findLast(({ event }) => /^request_(success|error|cancelled)$/.test(event));
  const failed = end?.event === "request_error";
  const response = Object.assign({}, ...events.map((event) => event.response_data)) as Record<string, unknown>;
  const request = Object.assign({}, ...events.map((event) => event.request_data)) as Record<string, unknown>;
  // What a diagnosis added to the event is no evidence for the diagnosis.
  const details = end?.error?.grpc_details?.replace(/(?:^|; )diagnosed: .*$/s, "");
  const errorText = failed ? [end.error?.error_message, details].filter(Boolean).join("; ") : "";
  const code = failed ? end.error?.grpc_code : undefined;
  const isFromPlatform = end?.server_request_id !== undefined || "server_request_uuid" in response;
  const isUnanswered = failed && code === grpcStatus.unavailable && /\bcause: TypeError\b/.test(errorText);
  const onTheWay = [grpcStatus.unknown, grpcStatus.deadlineExceeded, grpcStatus.internal, grpcStatus.unavailable] as (
    number | undefined
  )[];
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
    isFromPlatform,
    isUnanswered,
    unconnected: end && matchIn(end, errorText, unconnectedChannel),
    isAboutConnection: events.length === 0 || (failed && !isFromPlatform && !isUnanswered && onTheWay.includes(code)),
    request,
    response,
  };
}

/** grpcio's words for calls on a channel without a connection, and its error class for a channel that is not ready in time. */
const unconnectedChannel =
  /failed to connect to all addresses|Failed to connect to remote host|FutureTimeoutError|channel ready time-?out/i;

type MaybeEvidence = Evidence | undefined | false;

/** Combines evidence into a finding with the highest confidence for which there is any; undefined when there is none. */
export function conclude(
  found: { certain?: MaybeEvidence[]; likely?: MaybeEvidence[]; possible?: MaybeEvidence[] },
  contradicts: MaybeEvidence[] = [],
): Finding | undefined {
  const levels = (["certain", "likely", "possible"] as const).map((confidence) => ({
    confidence,
    evidence: (found[confidence] ?? []).filter((one) => one !== undefined && one !== false),
  }));
  const surest = levels.find(({ evidence }) => evidence.length > 0);
  if (!surest) return undefined;
  return {
    confidence: surest.confidence,
    supports: levels.flatMap(({ evidence }) => evidence),
    contradicts: contradicts.filter((one) => one !== undefined && one !== false),
  };
}

/** Creates evidence from an event. */
export function eventEvidence({ session_id, seq, request_id, message }: LogEvent, quote: string = message): Evidence {
  const line = { kind: "event", sessionId: session_id, seq } as const;
  return { source: request_id === undefined ? line : { ...line, requestId: request_id }, quote };
}

/** Evidence from the error text: the part that matches; undefined when none does. */
export function errorTextMatch({ end, errorText }: Clues, pattern: RegExp): Evidence | undefined {
  return end && matchIn(end, errorText, pattern);
}

function matchIn(end: LogEvent, errorText: string, pattern: RegExp): Evidence | undefined {
  const match = pattern.exec(errorText);
  return match ? eventEvidence(end, match[0]) : undefined;
}

/** Evidence from the status code of the failure; undefined when it is none of these. */
export function endedWith({ end, code }: Clues, ...codes: number[]): Evidence | undefined {
  if (!end || code === undefined || !codes.includes(code)) return undefined;
  return eventEvidence(end, `${end.error?.error_type ?? ""} (${String(code)})`);
}

/** Evidence from a probe step that failed with a matching code; undefined when the failure is not about the connection. */
export function probeFailed(clues: Clues, step: "dns" | "tcp" | "tls" | "http2" | "token", codes: RegExp) {
  const found = stepOf(clues.probe, step);
  if (!clues.isAboutConnection || !found || found.ok || !codes.test(found.errorCode ?? "")) return undefined;
  return probeEvidence(step, probeFailure(found));
}

/** Creates evidence from a step of the probe. */
export function probeEvidence(fact: string, quote: string): Evidence {
  return { source: { kind: "probe", fact }, quote };
}

/** Creates evidence from what the browser found about the connection. */
export function browserEvidence(fact: string, quote: string): Evidence {
  return { source: { kind: "browser", fact }, quote };
}

/** Creates evidence from an audio metric. */
export function audioEvidence(fact: string, quote: string): Evidence {
  return { source: { kind: "audio", fact }, quote };
}

/** A number in `request_data` or `response_data`; undefined when there is none. */
export function figure(record: Record<string, unknown>, name: string): number | undefined {
  const value = record[name];
  return typeof value === "number" ? value : undefined;
}

function stepOf(
  probe: ProbeReport | undefined,
  step: "dns" | "tcp" | "tls" | "http2" | "token",
): ProbeStep | undefined {
  return probe?.[step];
}
