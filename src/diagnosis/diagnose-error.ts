import type { LogEvent, LogFields, LoggedDiagnosis } from "../logging/log-event.ts";
import type { ProbeReport } from "../wire/probe-report.ts";
import { diagnose } from "./diagnose.ts";
import { notKnown } from "./not-known.ts";
import { isFresh } from "./probe-before.ts";

/** Fields added to a `request_error` event: the cause, and the error details that a native gRPC client would get. */
export interface ErrorDiagnosis {
  diagnosis: LoggedDiagnosis;
  /** Absent when the cause is not known. */
  error_diagnosis?: string;
  grpc_details?: string;
}

/**
 * Diagnoses a failure from its own event, synchronously, while the event is being written.
 *
 * @param fields of the `request_error` event
 * @param probe the last probe report, if there is one; one older than a minute is ignored
 */
export function diagnoseError(fields: LogFields, probe?: ProbeReport, nowMs = Date.now()): ErrorDiagnosis {
  const line: LogEvent = {
    ...fields,
    timestamp: "",
    level: "ERROR",
    event: "request_error",
    message: "",
    session_id: "",
    seq: 0,
  };
  const found = diagnose({ events: [line], ...(probe && isFresh(probe, nowMs) && { probe }) });
  if (!found || found.cause === notKnown) {
    return { diagnosis: { cause: notKnown, confidence: "none", hop: found?.hop ?? "unknown" } };
  }
  const { cause, confidence, hop, error_diagnosis, grpc_details } = found;
  return {
    diagnosis: { cause, confidence, hop },
    error_diagnosis,
    ...(grpc_details !== undefined && { grpc_details }),
  };
}
