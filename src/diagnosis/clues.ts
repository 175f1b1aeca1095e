import { probeFailure } from "../wire/probe-failure.ts";
import { readAudioFields } from "../audio/audio-fields.ts";
import type { LogEvent } from "../logging/log-event.ts";
import type { ProbeReport, ProbeStep } from "../wire/probe-report.ts";
import type { FailureCase } from "./failure-case.ts";
import type { Evidence, Finding } from "./evidence.ts";

/** Numbers of the gRPC statuses that rules speak of. */
export const grpc = {
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/** A case as rules read it. */
export interface Clues extends FailureCase {
  neighbours: LogEvent[];
  /** The line that ended the request. */
  end: LogEvent | undefined;
  failed: boolean;
  /** gRPC status of the failure. */
  code: number | undefined;
  /** Everything that was said about the failure. */
  said: string;
  /** The platform itself answered: its request id came with the failure. */
  isFromPlatform: boolean;
  /** The browser got no answer at all, and does not say why. */
  isUnanswered: boolean;
  /** The call failed on its way to the platform, or no call is asked about. Only then the probe explains anything. */
  isAboutConnection: boolean;
  /** `request_data` and `response_data` of all lines. */
  request: Record<string, unknown>;
  response: Record<string, unknown>;
}

/** Reads a case once for all rules. */
export function readClues(failureCase: FailureCase): Clues {
  const { events, neighbours = [] } = failureCase;
  const end = events.findLast(({ event }) => /^request_(success|error|cancelled)$/.test(event));
  const failed = end?.event === "request_error";
  const response = Object.assign({}, ...events.map((event) => event.response_data)) as Record<string, unknown>;
  const request = Object.assign({}, ...events.map((event) => event.request_data)) as Record<string, unknown>;
  // What a diagnosis added to the line is no evidence for the diagnosis.
  const details = end?.error?.grpc_details?.replace(/(?:^|; )diagnosed: .*$/s, "");
  const said = failed ? [end.error?.error_message, details].filter(Boolean).join("; ") : "";
  const code = failed ? end.error?.grpc_code : undefined;
  const isFromPlatform = end?.server_request_id !== undefined || "server_request_uuid" in response;
  const isUnanswered = failed && code === grpc.unavailable && /\bcause: TypeError\b/.test(said);
  const onTheWay = [grpc.unknown, grpc.deadlineExceeded, grpc.internal, grpc.unavailable] as (number | undefined)[];
  // The page that made the call hands the figures in; a log holds them among the fields of the call.
  const audio = failureCase.audio ?? readAudioFields(request);
  return {
    ...failureCase,
    ...(audio && { audio }),
    neighbours,
    end,
    failed,
    code,
    said,
    isFromPlatform,
    isUnanswered,
    isAboutConnection: events.length === 0 || (failed && !isFromPlatform && !isUnanswered && onTheWay.includes(code)),
    request,
    response,
  };
}

type MaybeEvidence = Evidence | undefined | false;

/** Puts together what was found; the surest kind of evidence decides. Undefined when there is none. */
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

/** A line of the log as evidence. */
export function eventEvidence({ session_id, seq, request_id, message }: LogEvent, quote: string = message): Evidence {
  const line = { kind: "event", sessionId: session_id, seq } as const;
  return { source: request_id === undefined ? line : { ...line, requestId: request_id }, quote };
}

/** Part of what was said about the failure. */
export function saidThat({ end, said }: Clues, pattern: RegExp): Evidence | undefined {
  const match = pattern.exec(said);
  return match && end ? eventEvidence(end, match[0]) : undefined;
}

/** The failure's status, when it is one of these. */
export function endedWith({ end, code }: Clues, ...codes: number[]): Evidence | undefined {
  if (!end || code === undefined || !codes.includes(code)) return undefined;
  return eventEvidence(end, `${end.error?.error_type ?? ""} (${String(code)})`);
}

/** A step of the probe that failed with such a code, in a case that the probe can explain. */
export function probeFailed(clues: Clues, step: "dns" | "tcp" | "tls" | "http2" | "token", codes: RegExp) {
  const found = stepOf(clues.probe, step);
  if (!clues.isAboutConnection || !found || found.ok || !codes.test(found.errorCode ?? "")) return undefined;
  return probeEvidence(step, probeFailure(found));
}

/** A fact of the probe as evidence. */
export function probeEvidence(fact: string, quote: string): Evidence {
  return { source: { kind: "probe", fact }, quote };
}

/** A fact of the browser as evidence. */
export function browserEvidence(fact: string, quote: string): Evidence {
  return { source: { kind: "browser", fact }, quote };
}

/** A figure measured in the sound as evidence. */
export function audioEvidence(fact: string, quote: string): Evidence {
  return { source: { kind: "audio", fact }, quote };
}

/** A figure of `request_data` or `response_data`; undefined when it is none. */
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
