import type { LogEvent } from "../logging/log-event.ts";
import type { Diagnosis } from "./diagnose.ts";
import type { Confidence, Evidence } from "./evidence.ts";
import { rules } from "./rules.ts";

/** Converts a diagnosis to `data` of an event: ids and evidence, without texts, which may change. */
export function diagnosisData(diagnosis: Diagnosis, requestId?: string): Record<string, unknown> {
  const { cause, confidence, supports, contradicts, error_diagnosis, grpc_details } = diagnosis;
  return {
    ...(requestId !== undefined && { diagnosed_request_id: requestId }),
    cause,
    confidence,
    error_diagnosis,
    ...(grpc_details !== undefined && { grpc_details }),
    evidence_for: supports.map(evidenceData),
    evidence_against: contradicts.map(evidenceData),
  };
}

/** Parses the diagnosis of an event; undefined when it has none, or one of another version. */
export function readDiagnosis({ data = {} }: Pick<LogEvent, "data">): Diagnosis | undefined {
  const rule = rules.find(({ cause }) => cause === data["cause"]);
  const confidence = (["certain", "likely", "possible"] as const).find((name) => name === data["confidence"]);
  if (!rule || !confidence) return undefined;
  return {
    cause: rule.cause,
    confidence: confidence satisfies Confidence,
    words: rule.words,
    supports: evidenceIn(data["evidence_for"]),
    contradicts: evidenceIn(data["evidence_against"]),
    error_diagnosis: rule.errorDiagnosis ?? rule.words.en.title,
    ...(rule.grpcDetails !== undefined && { grpc_details: rule.grpcDetails }),
  };
}

function evidenceData({ source, quote }: Evidence): Record<string, unknown> {
  if (source.kind !== "event") return { kind: source.kind, fact: source.fact, quote };
  const { sessionId, seq, requestId } = source;
  return {
    kind: "event",
    session_id: sessionId,
    seq,
    ...(requestId !== undefined && { request_id: requestId }),
    quote,
  };
}

function evidenceIn(list: unknown): Evidence[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown): Evidence[] => {
    const { kind, fact, quote, session_id, seq, request_id } = (item ?? {}) as Record<string, unknown>;
    if (typeof quote !== "string") return [];
    if (kind === "event" && typeof session_id === "string" && typeof seq === "number") {
      const line = { kind, sessionId: session_id, seq } as const;
      return [{ source: typeof request_id === "string" ? { ...line, requestId: request_id } : line, quote }];
    }
    const isFact = kind === "probe" || kind === "audio" || kind === "browser";
    return isFact && typeof fact === "string" ? [{ source: { kind, fact }, quote }] : [];
  });
}
