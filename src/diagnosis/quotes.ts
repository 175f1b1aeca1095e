import { probeFailure } from "../wire/probe-failure.ts";
import type { LogEvent } from "../logging/log-event.ts";
import type { SeenAnswer } from "../logging/seen-answer.ts";
import type { ProbeReport } from "../wire/probe-report.ts";
import type { Evidence } from "./evidence.ts";

/** The parts of a failed call that can be quoted. */
export interface FailedEnd {
  /** The event that ended the call. */
  end: LogEvent | undefined;
  /** gRPC status code of the failure. */
  code: number | undefined;
  /** Error message, details and foreign body of the failure; empty without one. */
  errorText: string;
  /** What was seen of the answer. */
  seen: SeenAnswer;
}

/** The steps of the probe that can fail. */
export const probeSteps = ["dns", "tcp", "tls", "http2", "token"] as const satisfies (keyof ProbeReport)[];
/** A step of the probe that can fail. */
export type ProbeStepName = (typeof probeSteps)[number];

/** Creates evidence from an event. */
export function eventEvidence({ session_id, seq, request_id, message }: LogEvent, quote: string = message): Evidence {
  const line = { kind: "event", sessionId: session_id, seq } as const;
  return { source: request_id === undefined ? line : { ...line, requestId: request_id }, quote };
}

/** Evidence from the error text: the part that matches; undefined when none does. */
export function errorTextMatch(
  { end, errorText }: Pick<FailedEnd, "end" | "errorText">,
  pattern: RegExp,
): Evidence | undefined {
  if (!end) return undefined;
  const match = pattern.exec(errorText);
  return match ? eventEvidence(end, match[0]) : undefined;
}

/** Evidence from the status code of the failure; undefined when it is none of these. */
export function endedWith({ end, code }: Pick<FailedEnd, "end" | "code">, ...codes: number[]): Evidence | undefined {
  if (!end || code === undefined || !codes.includes(code)) return undefined;
  return eventEvidence(end, `${end.error?.error_type ?? ""} (${String(code)})`);
}

/** Evidence that the time of a request of the platform's archive was over: fetch says so, without a status. */
export function restTimeout({ end }: Pick<FailedEnd, "end">): Evidence | undefined {
  const isLate = end?.service === "AudioArchive" && end.error?.error_type === "TimeoutError";
  return isLate ? eventEvidence(end, `TimeoutError: ${end.error?.error_message ?? ""}`) : undefined;
}

/** Evidence from a status of HTTP, with what else the answer said; undefined when it is none of these. */
export function httpStatus(
  { end, seen }: Pick<FailedEnd, "end" | "seen">,
  ...statuses: number[]
): Evidence | undefined {
  const { http_status: status, server, body_text } = seen;
  if (!end || status === undefined || !statuses.includes(status)) return undefined;
  return eventEvidence(end, [`HTTP ${String(status)}`, server, body_text].filter(Boolean).join(", "));
}

/** Evidence from a value that was seen of the answer; undefined when it doesn't match. */
export function seenMatch(
  { end, seen }: Pick<FailedEnd, "end" | "seen">,
  field: keyof SeenAnswer,
  pattern: RegExp,
): Evidence | undefined {
  const value = seen[field];
  if (!end || value === undefined || !pattern.test(String(value))) return undefined;
  return eventEvidence(end, `${field}: ${String(value)}`);
}

/** Evidence from a probe step that failed with a matching code or words; undefined when the failure is not about the connection. */
export function probeFailed(
  { probe, isAboutConnection }: { probe?: ProbeReport; isAboutConnection: boolean },
  step: ProbeStepName,
  pattern: RegExp,
): Evidence | undefined {
  const found = probe?.[step];
  if (!isAboutConnection || !found || found.ok) return undefined;
  const said = probeFailure(found);
  return pattern.test(`${found.errorCode ?? ""}: ${said}`) ? probeEvidence(step, said) : undefined;
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
